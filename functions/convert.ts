// Functions of the role `convert`: the queues of jobs.
import './convert/convertBrowserJob.ts';
import './convert/convertJob.ts';
import './health/health.ts';
import './health/ready.ts';
import './health/version.ts';
import './unmatched/unmatched.ts';
