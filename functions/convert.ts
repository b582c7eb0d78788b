// What the role `convert` does: the jobs queue.
import './convert/convertJob.ts';
import './health/health.ts';
import './health/ready.ts';
