import { type Converter, createConverter } from '../../shared/conversion/converter.ts';
import type { NamedFile, OutputFile } from '../../shared/conversion/files.ts';
import { type ConversionLimits, defaultConversionLimits } from '../../shared/conversion/limits.ts';
import { stepsSchema } from '../../shared/conversion/steps/steps.ts';
import { never } from './sample.ts';
import { sharedConverter } from './sharedConverter.ts';

/** A converter with toolboxes only, for tests of its limits or of its engines, and functions that run jobs on it. */
export function toolboxOnly(
  options: { limits?: Partial<ConversionLimits>; toolboxes?: number; secondsPerConversion?: number } = {},
) {
  const { limits, ...rest } = options;
  const converter = createConverter({
    engines: 0,
    browsers: 0,
    toolboxes: 1,
    ...rest,
    limits: { ...defaultConversionLimits, ...limits },
    log: () => undefined,
  });
  return { converter, ...jobsOn(converter) };
}

/** Functions that run jobs on a converter. */
export function jobsOn(converter: Pick<Converter, 'convert'> = sharedConverter) {
  const convert = (files: NamedFile[], ...steps: unknown[]) =>
    converter.convert({ files, steps: stepsSchema.parse(steps), signal: never });
  return {
    convert,
    /** The result files. */
    run: async (files: NamedFile[], ...steps: unknown[]): Promise<OutputFile[]> =>
      (await convert(files, ...steps)).files,
    /** The one result file. */
    one: async (file: NamedFile, ...steps: unknown[]): Promise<OutputFile> => {
      const { files } = await convert([file], ...steps);
      if (files.length !== 1 || !files[0])
        throw new Error(`The job has ${files.length} results instead of one.`);
      return files[0];
    },
    /** The one result file as JSON. */
    json: async (file: NamedFile, ...steps: unknown[]): Promise<Record<string, unknown>> => {
      const { files } = await convert([file], ...steps);
      return JSON.parse(Buffer.from(files[0]?.bytes ?? []).toString());
    },
  };
}
