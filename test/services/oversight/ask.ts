import type { Body, CallAnswer, TestHouse } from '../../support/house.ts'

export type Edge = { cursor: string, node: Body }

/** Asks the graph as somebody. */
export function askerOf (house: TestHouse) {
  return async (query: string, { as = 'jcj.supervisor', variables, headers = {} }: {
    as?: string | null, variables?: Record<string, unknown>, headers?: Record<string, string>
  } = {}): Promise<CallAnswer> => await house.call('POST', '/graphql', {
    ...(as !== null && { as }), body: { query, ...(variables !== undefined && { variables }) }, headers,
  })
}

export type WalkOptions = { first: number, as?: string, between?: (edges: Edge[]) => Promise<void> }

/** Walks a connection to its end and gives every edge. `list` is the field with its filter: `overdue(filter: {…})`. */
export async function walk (
  ask: ReturnType<typeof askerOf>, list: string, fields: string,
  { first, as = 'jcj.supervisor', between = async () => {} }: WalkOptions,
): Promise<Edge[]> {
  const edges: Edge[] = []
  let after: string | null = null
  const name = list.split('(')[0] as string
  const given = /\((.*)\)$/s.exec(list)?.[1]
  do {
    const place = after === null ? undefined : `after: "${after}"`
    const page: string = [given, `first: ${first}`, place].filter(Boolean).join(', ')
    const found = `edges { cursor node { ${fields} } } pageInfo { hasNextPage endCursor }`
    const { body } = await ask(`{ ${name}(${page}) { ${found} } }`, { as })
    if (body.errors) throw new Error(JSON.stringify(body.errors))
    edges.push(...body.data[name].edges)
    after = body.data[name].pageInfo.hasNextPage ? body.data[name].pageInfo.endCursor : null
    await between(edges)
  } while (after !== null)
  return edges
}
