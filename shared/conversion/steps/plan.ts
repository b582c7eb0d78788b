import { ConveyorError } from '../../errors.ts';
import { formatOfName } from '../formats/formats.ts';
import { conversions } from '../formats/routes.ts';
import type { Encrypted } from '../inputs/inputChecks.ts';
import { type FileShape, type StepKind, stemOf } from './step.ts';
import { type Step, stepKinds } from './steps.ts';

/** What the inputs of a job are for. */
export interface Plan {
  /** Names of the inputs that the steps work on, in order. */
  documents: string[];
  /** Names of those that they work with. */
  resources: string[];
  /** What is known of the files after each step. */
  after: FileShape[][];
}

/** The row of a step in the table, whatever its kind. */
// biome-ignore lint/suspicious/noExplicitAny: the table ties each kind to its own options, which a lookup cannot tell
export const kindOf = ({ type }: Step): StepKind<string, any> => stepKinds[type];

/** The options of a step, without its type. */
export function optionsOf({ type: _, ...options }: Step): Record<string, unknown> {
  return options;
}

/**
 * Checks that steps fit files and each other, by names alone: at submission, before anything is looked into.
 * @param names of all inputs
 * @throws ConveyorError `unsupported_conversion` (member `conversions`: all there are), `steps_do_not_fit`,
 *   `breaks_pdfa`, `invalid_parameter`
 */
export function planSteps(names: readonly string[], steps: readonly Step[]): Plan {
  // No step makes an encrypted office document.
  if (steps.some((each, index) => index > 0 && each.type === 'convert' && each.password !== undefined))
    throw new ConveyorError('steps_do_not_fit', {
      detail: '`password` opens a document that was sent: it goes with the first step.',
    });
  const resources = steps.flatMap((each) => kindOf(each).resources?.(optionsOf(each), names) ?? []);
  for (const name of resources)
    if (!names.includes(name))
      throw new ConveyorError('steps_do_not_fit', { detail: `There is no input named “${name}”.` });
  const documents = names.filter((name) => !resources.includes(name));
  let shapes = documents.map(shapeOf);
  const after = steps.map((each) => {
    shapes = kindOf(each).plan(shapes, optionsOf(each));
    return shapes;
  });
  return { documents, resources, after };
}

function shapeOf(name: string): FileShape {
  const format = formatOfName(name);
  if (!format) throw new ConveyorError('unsupported_conversion', { members: { conversions: conversions() } });
  return { format: format.name, stem: stemOf(name), many: false };
}

/** What the checks of the inputs say to encrypted ones: whether the first step brings a password for them. */
export function encryptedInputs([first]: readonly Step[]): Encrypted {
  return first?.type === 'convert' && first.password !== undefined ? 'allowed' : 'refused';
}
