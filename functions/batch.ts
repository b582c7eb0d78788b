// What the role `batch` does: timers and poison queues.
import './batch/jobsPoison.ts';
import './batch/reconcileJobs.ts';
import './batch/sweepDevices.ts';
import './batch/sweepJobs.ts';
import './health/health.ts';
import './health/ready.ts';
