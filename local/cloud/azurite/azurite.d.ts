// Azurite has no types. These declarations cover what is used here. Its modules are CommonJS with a `default` export.
/** The constructor arguments of BlobConfiguration and QueueConfiguration. */
type AzuriteConfiguration = [
  host: string,
  port: number,
  keepAliveSeconds: number,
  metadataFile: string,
  extentMetadataFile: string,
  extents: { locationId: string; locationPath: string; maxConcurrency: number }[],
  accessLog: boolean,
  accessLogStream: undefined,
  debugLog: boolean,
  debugLogFile: undefined,
  loose: boolean,
  skipApiVersionCheck: boolean,
  certificateFile: string,
  keyFile: string,
  password: undefined,
  oauth: 'basic',
];

interface AzuriteServer {
  metadataStore: import('./lokiJournal.ts').LokiStore;
  extentMetadataStore: import('./lokiJournal.ts').LokiStore;
  httpServer: import('node:https').Server;
  start(): Promise<void>;
  close(): Promise<void>;
  /** The address it listens on: `https://127.0.0.1:<port>`. */
  getHttpServerAddress(): string;
}

declare module 'azurite/dist/src/blob/BlobConfiguration.js' {
  const module: { default: new (...configuration: AzuriteConfiguration) => object };
  export default module;
}
declare module 'azurite/dist/src/queue/QueueConfiguration.js' {
  const module: { default: new (...configuration: AzuriteConfiguration) => object };
  export default module;
}
declare module 'azurite/dist/src/blob/BlobServer.js' {
  const module: { default: new (configuration: object) => AzuriteServer };
  export default module;
}
declare module 'azurite/dist/src/queue/QueueServer.js' {
  const module: { default: new (configuration: object) => AzuriteServer };
  export default module;
}
