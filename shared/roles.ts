/** The parts of the one code base that scale, upgrade and are trusted apart. `all` is one machine. */
export const roles = ['api', 'admin', 'convert', 'batch', 'all'] as const;
export type Role = (typeof roles)[number];
