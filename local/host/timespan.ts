const pattern = /^(-)?(?:(\d+)\.)?(\d+):(\d+)(?::(\d+)(?:\.(\d{1,7}))?)?$/;

/**
 * Parses a .NET TimeSpan, `[d.]hh:mm[:ss[.fff]]`. @returns milliseconds, or undefined if the text is not a TimeSpan.
 * Negative values such as "-1" and "-00:00:01" mean "no limit" in settings.
 */
export function parseTimespan(text: string): number | undefined {
  if (text === '-1') return -1;
  const match = pattern.exec(text);
  if (!match) return undefined;
  const [, sign, days = '0', hours = '0', minutes = '0', seconds = '0', fraction = '0'] = match;
  const whole = ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
  const milliseconds = whole * 1000 + Math.round(Number(`0.${fraction}`) * 1000);
  return sign ? -milliseconds : milliseconds;
}
