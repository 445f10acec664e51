/** A backup or a restoration cannot be made; the message is one sentence that says the fix. */
export class BackupError extends Error {}
