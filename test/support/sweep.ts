import pg from 'pg'

/**
 * The tables in which a text stands, in any column: as text, or inside bytes. What is sealed or hashed holds it no
 * more, and that is what a sweep shows.
 */
export async function tablesHolding (url: string, text: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      `select table_name as name from information_schema.tables
       where table_schema not in ('pg_catalog', 'information_schema') and table_type = 'BASE TABLE' order by 1`)
    const spellings = [text, Buffer.from(text).toString('hex')]
    const holding: string[] = []
    for (const { name } of tables) {
      const { rows } = await client.query<{ found: boolean }>(
        `select exists (select 1 from "${name}" t, unnest($1::text[]) s where strpos(t::text, s) > 0) as found`,
        [spellings])
      if (rows[0]?.found) holding.push(name)
    }
    return holding
  } finally {
    await client.end()
  }
}
