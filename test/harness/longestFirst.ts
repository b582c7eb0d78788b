import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The test files that take longest, by processor time and waiting. */
const longest = [
  'test/build/packages.test.ts',
  'test/local/convert.test.ts',
  'test/endToEnd/start.test.ts',
  'test/console/page.test.ts',
  'test/conversion/libreoffice/hiddenSheets.test.ts',
  'test/endToEnd/parents.test.ts',
  'test/docs/pages.test.ts',
  'test/conversion/chromium/network.test.ts',
  'test/conversion/engines/engineFailures.test.ts',
  'test/conversion/libreoffice/officePairs.test.ts',
  'test/conversion/chromium/pages.test.ts',
  'test/conversion/engines/fileNames.test.ts',
  'test/jobs/crash.test.ts',
  'test/conversion/converter.test.ts',
  'test/jobs/notifyCrash.test.ts',
  'test/conversion/inputs/badInput.test.ts',
  'test/conversion/inputs/badDrawings.test.ts',
  'test/conversion/engines/outOfDescriptors.test.ts',
  'test/local/cloud/durability.test.ts',
  'test/local/cloud/cloud.test.ts',
  'test/conversion/libreoffice/officeOptions.test.ts',
  'test/conversion/chromium/browserProcess.test.ts',
  'test/endToEnd/formats.test.ts',
  'test/endToEnd/kills.test.ts',
  'test/conversion/engines/enginePool.test.ts',
  'test/conversion/toolbox/pdf/pdfa/pdfa.test.ts',
  'test/jobs/work.test.ts',
];

/** Starts the longest test files first, so that none of them runs alone at the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const { root } = this.ctx.config;
    const missing = longest.filter((path) => !existsSync(join(root, path)));
    if (missing.length > 0) throw new Error(`longestFirst.ts names files that do not exist: ${missing}`);
    const ranks = new Map(longest.map((path, index) => [join(root, path), index]));
    const rankOf = ({ moduleId }: TestSpecification) => ranks.get(moduleId) ?? longest.length;
    return (await super.sort(files)).toSorted((a, b) => rankOf(a) - rankOf(b));
  }
}
