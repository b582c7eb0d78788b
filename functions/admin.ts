// What the role `admin` answers: operators, from inside only.
import './health/health.ts';
import './health/ready.ts';
