import '../shared/start.ts';
import type { Role } from '../shared/roles.ts';

/** The functions of each role. A role that is unknown has all of them; each then answers `misconfigured`. */
const doors: Record<Role, () => Promise<unknown>> = {
  api: () => import('./api.ts'),
  admin: () => import('./admin.ts'),
  convert: () => import('./convert.ts'),
  batch: () => import('./batch.ts'),
  all: () => import('./all.ts'),
};

const role = process.env.CONVEYOR_ROLE as Role;
await (Object.hasOwn(doors, role) ? doors[role] : doors.all)();
