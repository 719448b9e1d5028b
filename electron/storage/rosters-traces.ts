import type { Database } from './database';

/**
 * Takes what was deleted from the disk too. Deleted and overwritten values are zeroed as they go (`secure_delete`, set
 * for every connection); what is left of them stands in the write-ahead log until it is emptied into the file, and in
 * pages that nothing uses any more. Called outside a transaction.
 */
export function removeTraces(database: Database): void {
  // A reader in between makes the log stay: it is emptied with the next change, at the latest when the program ends.
  database.pragma('wal_checkpoint(TRUNCATE)');
}
