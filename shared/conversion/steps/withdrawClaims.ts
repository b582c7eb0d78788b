import type { EngineKind, EngineResult, EngineTask } from '../engines/engine.ts';
import type { NamedFile } from '../files.ts';
import { formatOfName } from '../formats/formats.ts';
import { mayClaim, type Standard, standards } from '../standards.ts';

/** Withdraws, with a warning, the claims of PDFs to standards that a step does not keep: they could be false after it. */
export async function withdrawClaims(
  files: NamedFile[],
  options: { step: string; keeps: readonly Standard[] },
  { engine }: { engine(kind: EngineKind, task: EngineTask): Promise<EngineResult> },
): Promise<NamedFile[]> {
  if (options.keeps === standards) return files;
  const results: NamedFile[] = [];
  for (const file of files) {
    const isPdf = formatOfName(file.name)?.name === 'pdf';
    if (!isPdf || !mayClaim(file.bytes)) results.push(file);
    else {
      const task = { operation: 'withdrawClaims', files: [file], options };
      for (const { bytes } of (await engine('toolbox', task)).files) results.push({ ...file, bytes });
    }
  }
  return results;
}
