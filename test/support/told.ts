import pg from 'pg'

/** What was told of the due days of a case, in order: `3 left of 2026-03-09`, `2026-03-09 passed`. */
export async function toldOf (house: { url: string }, id: string): Promise<string[]> {
  return (await tellingsIn(house)).get(id) ?? []
}

/** What was told of all due days, by case. */
export async function tellingsIn (house: { url: string }): Promise<Map<string, string[]>> {
  return await talesIn(house, 'lightwell.deadline')
}

/** What was told of all other terms, by term. */
export async function termsToldIn (house: { url: string }): Promise<Map<string, string[]>> {
  return await talesIn(house, 'lightwell.term')
}

async function talesIn ({ url }: { url: string }, of: string): Promise<Map<string, string[]>> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ id: string, data: { dueOn: string, workingDaysLeft?: number } }>(`
      select coalesce(data ->> 'termId', case_id::text) as id, data
      from (select *, convert_from(bytes, 'utf8')::jsonb -> 'data' as data from events) e
      where type = any($1) order by case_id, version`, [[`${of}.approaching.v1`, `${of}.passed.v1`]])
    const told = Map.groupBy(rows, (row) => row.id)
    return new Map([...told].map(([id, tales]) => [id, tales.map(({ data: { dueOn, workingDaysLeft } }) =>
      workingDaysLeft === undefined ? `${dueOn} passed` : `${workingDaysLeft} left of ${dueOn}`)]))
  } finally {
    await client.end()
  }
}
