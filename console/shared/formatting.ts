const units = ['kB', 'MB', 'GB'] as const;

/** A size for people, such as `1.4 MB`. */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  const exponent = Math.min(Math.floor(Math.log10(bytes) / 3), units.length);
  const value = bytes / 1000 ** exponent;
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${units[exponent - 1]}`;
}

/** `1 page`, `2 pages`. */
export function countText(count: number, one: string): string {
  return `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`;
}

/** A moment for people: the time of a moment of today, otherwise the day too. */
export function momentText(moment: string): string {
  const date = new Date(moment);
  const isToday = date.toDateString() === new Date().toDateString();
  const time = { hour: '2-digit', minute: '2-digit' } as const;
  return date.toLocaleString('en-GB', isToday ? time : { day: 'numeric', month: 'short', ...time });
}

/** The words of a name in camel case, as a label: `userPassword` → `User password`. */
export function labelOf(name: string): string {
  const words = name.replace(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
