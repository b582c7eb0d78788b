import '../shared/runtime/start.ts';
import type { Role } from '../shared/roles.ts';

/** The functions of each role. An unknown role loads all of them, so that each can respond with `misconfigured`. */
const functionsOf: Record<Role, () => Promise<unknown>> = {
  api: () => import('./api.ts'),
  admin: () => import('./admin.ts'),
  convert: () => import('./convert.ts'),
  batch: () => import('./batch.ts'),
  all: () => import('./all.ts'),
};

const role = process.env.CONVEYOR_ROLE as Role;
await (Object.hasOwn(functionsOf, role) ? functionsOf[role] : functionsOf.all)();
