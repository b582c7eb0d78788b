import { benchmarks } from './benchmarks.ts';

// Runs one benchmark and sends its result to the parent process.

process.once('disconnect', () => process.exit(1));
// The listener must not keep the process alive.
process.channel?.unref();
const [, , name = ''] = process.argv;
process.send?.(await benchmarks[name]?.());
