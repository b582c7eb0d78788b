/** The roles of the app, which scale, upgrade and have permissions independently. `all` combines them, for local runs. */
export const roles = ['api', 'admin', 'convert', 'batch', 'all'] as const;
export type Role = (typeof roles)[number];
