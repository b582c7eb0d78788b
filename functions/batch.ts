// Functions of the role `batch`: timers, notifications and poison queues.
import './batch/billJobs.ts';
import './batch/browserJobsPoison.ts';
import './batch/exportKeys.ts';
import './batch/exports.ts';
import './batch/exportsPoison.ts';
import './batch/jobsPoison.ts';
import './batch/notificationsPoison.ts';
import './batch/notifyCallback.ts';
import './batch/reconcileJobs.ts';
import './batch/sweepDevices.ts';
import './batch/sweepExposure.ts';
import './batch/sweepJobs.ts';
import './batch/sweepPublishes.ts';
import './batch/sweepUploads.ts';
import './health/health.ts';
import './health/ready.ts';
import './unmatched/unmatched.ts';
