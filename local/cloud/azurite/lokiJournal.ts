export interface LokiDatabase {
  filename: string;
}
