import type { Kysely } from 'kysely'

/** That a password has changed ends the sessions that began with the one before. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await database.schema.alterTable('account').addColumn('password_print', 'integer').execute()
}
