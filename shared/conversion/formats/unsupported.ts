import { ConveyorError } from '../../errors.ts';
import { type FormatName, formatOfName } from './formats.ts';
import { conversions, targets } from './routes.ts';

const all = '`GET /v1/conversions` lists all conversions.';

/**
 * The error `unsupported_conversion` for a file. Its members: `file`, `from` (the format, if known), `to` (the target, if
 * known) and `conversions`, which lists only the conversions of that format.
 */
export function unsupportedFile(file: string, to?: string): ConveyorError {
  const format = formatOfName(file);
  if (format) return unsupportedFormat(format.name, to, file);
  const dot = file.lastIndexOf('.');
  const reason = dot < 0 ? 'has no file extension' : `has the unknown file extension “${file.slice(dot)}”`;
  return new ConveyorError('unsupported_conversion', {
    detail: `“${file}” ${reason}. \`GET /v1/conversions\` lists all formats.`,
    members: { file, ...(to !== undefined && { to }), conversions: [] },
  });
}

/** @param name of the input; not used if a step has changed the format since */
export function unsupportedFormat(from: FormatName, to?: string, name?: string): ConveyorError {
  const file = formatOfName(name ?? '')?.name === from ? name : undefined;
  const possible = conversions().filter((each) => each.from === from);
  const subject = file === undefined ? `A ${from} file` : `“${file}” has the format ${from}, which`;
  const needed = possible.flatMap((each) => (each.to === to && each.needs ? [`\`${each.needs}\``] : []));
  const refusal =
    needed.length > 0
      ? `can become ${to} only with the option ${needed.join(' or ')}`
      : `cannot become ${to ?? 'another format'}`;
  return new ConveyorError('unsupported_conversion', {
    detail: `${subject} ${refusal}. ${listed(possible)} ${all}`,
    members: {
      ...(file !== undefined && { file }),
      from,
      ...(to !== undefined && { to }),
      conversions: possible,
    },
  });
}

/** The error for a target that no conversion makes, if the input is not known yet: it lists all targets. */
export function unsupportedTarget(to: string): ConveyorError {
  return new ConveyorError('unsupported_conversion', {
    detail: `No conversion makes the format “${to}”. The target formats are ${targets.join(', ')}. ${all}`,
    members: { to, targets },
  });
}

function listed(possible: ReturnType<typeof conversions>): string {
  const names = possible.map(({ to, needs }) => (needs === undefined ? to : `${to} (with \`${needs}\`)`));
  return names.length === 0 ? 'No conversion starts from this format.' : `It can become ${names.join(', ')}.`;
}
