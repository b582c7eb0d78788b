import { ConveyorError } from '../../errors.ts';
import type { EngineKind } from '../engines/engine.ts';
import { stemOf } from '../fileNames.ts';
import { formatOfName } from '../formats/formats.ts';
import { unsupportedFile } from '../formats/unsupported.ts';
import type { Encrypted } from '../inputs/inputChecks.ts';
import type { FileShape, StepKind } from './step.ts';
import { type Step, stepKinds } from './steps.ts';

/** The use of a job's inputs, and its files after each step. */
export interface Plan {
  /** Names of the inputs that the steps process, in order. */
  documents: string[];
  /** Names of the inputs that the steps use as resources. */
  resources: string[];
  /** The files after each step, as far as they are known. */
  after: FileShape[][];
  /** The engines that the steps use. The native LibreOffice counts as `libreoffice`. */
  engines: ReadonlySet<EngineKind>;
}

/** The entry of a step in the table of kinds. */
// biome-ignore lint/suspicious/noExplicitAny: the table ties each kind to its own options, which a lookup cannot tell
export const kindOf = ({ type }: Step): StepKind<string, any> => stepKinds[type];

/** The options of a step, without its type. */
export function optionsOf({ type: _, ...options }: Step): Record<string, unknown> {
  return options;
}

/**
 * Checks that steps fit the files and each other. Runs at submission and uses only names.
 * @param names of all inputs
 * @throws ConveyorError `unsupported_conversion` (see `unsupportedFile`), `steps_do_not_fit`,
 *   `breaks_pdfa`, `invalid_parameter`
 */
export function planSteps(names: readonly string[], steps: readonly Step[]): Plan {
  // No step makes an encrypted office document.
  if (steps.some((each, index) => index > 0 && each.type === 'convert' && each.password !== undefined))
    throw new ConveyorError('steps_do_not_fit', {
      detail: '`password` is only allowed in the first step.',
    });
  const resources = steps.flatMap((each) => kindOf(each).resources?.(optionsOf(each), names) ?? []);
  for (const name of resources)
    if (!names.includes(name))
      throw new ConveyorError('steps_do_not_fit', { detail: `No input is named “${name}”.` });
  const documents = names.filter((name) => !resources.includes(name));
  let shapes = documents.map(shapeOf);
  const engines = new Set<EngineKind>();
  const after = steps.map((each) => {
    const kind = kindOf(each);
    const before = shapes;
    shapes = kind.plan(before, optionsOf(each));
    for (const engine of kind.engines(before, optionsOf(each))) engines.add(engine);
    return shapes;
  });
  return { documents, resources, after, engines };
}

function shapeOf(name: string): FileShape {
  const format = formatOfName(name);
  if (!format) throw unsupportedFile(name);
  return { format: format.name, name, stem: stemOf(name), many: false };
}

/** Whether input checks allow encrypted files: only if the first step has a password. */
export function encryptedInputs([first]: readonly Step[]): Encrypted {
  return first?.type === 'convert' && first.password !== undefined ? 'allowed' : 'refused';
}
