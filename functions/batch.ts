// What the role `batch` does: timers and poison queues.
import './batch/exportKeys.ts';
import './batch/exports.ts';
import './batch/exportsPoison.ts';
import './batch/jobsPoison.ts';
import './batch/reconcileJobs.ts';
import './batch/sweepDevices.ts';
import './batch/sweepExposure.ts';
import './batch/sweepJobs.ts';
import './batch/sweepPublishes.ts';
import './health/health.ts';
import './health/ready.ts';
