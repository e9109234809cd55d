import { getTableColumns, getTableName } from 'drizzle-orm'
import type { PgTable } from 'drizzle-orm/pg-core'
import type pg from 'pg'
import { columnNames } from '@lightwell/schema/ownership'
import type { Transaction } from './connect.ts'

/**
 * A statement of fixed text, for what is done so often that building and parsing it anew would cost more than running
 * it. It is prepared under its name on each connection, at its first use there.
 */
export type Prepared = Readonly<{ name: string, text: string }>

/** Runs a prepared statement on the connection of a transaction. Days and instants come back as pg reads them. */
export async function runPrepared<Row extends pg.QueryResultRow> (
  tx: Transaction, { name, text }: Prepared, values: readonly unknown[],
): Promise<Row[]> {
  // Drizzle keeps the connection of a transaction in its session, and hands it out by no other name.
  const { client } = (tx as unknown as { session: { client: pg.PoolClient } }).session
  const { rows } = await client.query<Row>({ name, text, values: [...values] })
  return rows
}

/** A row of which every column is said. */
export type WholeRow<Table extends PgTable> = Required<Table['$inferInsert']>

/** The columns of a table in their order, as a statement names them, and how a row's values go with them. */
export function wholeRowOf<Table extends PgTable> (table: Table): {
  columns: string, count: number, places: (from: number) => string, values: (row: WholeRow<Table>) => unknown[]
} {
  const columns = Object.entries(getTableColumns(table))
  return {
    columns: columnNames(table).join(', '),
    count: columns.length,
    places: (from) => columns.map((_, at) => `$${from + at}`).join(', '),
    values: (row) => columns.map(([key, column]) => {
      const value = (row as Record<string, unknown>)[key]
      return value === null ? null : column.mapToDriverValue(value)
    }),
  }
}

/** Makes the insert of a whole row of a table. */
export function preparedInsert<Table extends PgTable> (
  table: Table,
): (tx: Transaction, row: WholeRow<Table>) => Promise<void> {
  const { columns, places, values } = wholeRowOf(table)
  const name = getTableName(table)
  const statement = { name: `insert into ${name}`, text: `insert into ${name} (${columns}) values (${places(1)})` }
  return async (tx, row) => {
    await runPrepared(tx, statement, values(row))
  }
}
