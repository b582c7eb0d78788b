// Functions of the role `convert`: the jobs queue.
import './convert/convertJob.ts';
import './health/health.ts';
import './health/ready.ts';
import './unmatched/unmatched.ts';
