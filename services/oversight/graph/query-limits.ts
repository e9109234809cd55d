import {
  GraphQLError, Kind, parse, type DocumentNode, type FragmentDefinitionNode, type OperationDefinitionNode,
  type SelectionNode, type SelectionSetNode,
} from 'graphql'
import { errors } from '../errors.ts'

/** What a query may cost at most. All of it is refused before anything is validated or executed. */
export const queryLimits = { bytes: 20_000, tokens: 1_000, depth: 8, aliases: 15 } as const

type Cost = { depth: number, aliases: number }

const nothing: Cost = { depth: 0, aliases: 0 }

/**
 * Refuses a text that is too long, too wide or too deep, or is anything but one query. The engine keeps one compiled
 * plan for a text whatever operation of it was asked for, so a text must have one only.
 */
export function refuseExpensiveQuery (source: string): void {
  if (Buffer.byteLength(source) > queryLimits.bytes) throw errors.queryTooLong()
  const document = read(source)
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION)
  const [operation] = operations
  if (operation === undefined || operations.length > 1) throw errors.oneOperation()
  if (operation.operation !== 'query') throw errors.queryOnly()
  const { depth, aliases } = costOf(operation, document)
  if (depth > queryLimits.depth) throw errors.queryTooDeep()
  if (aliases > queryLimits.aliases) throw errors.tooManyAliases()
}

function read (source: string): DocumentNode {
  try {
    return parse(source, { maxTokens: queryLimits.tokens, noLocation: true })
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error
    const isTooLarge = error.message.startsWith('Syntax Error: Document contains more')
    throw isTooLarge ? errors.queryTooLarge() : errors.invalidQuery(error.message)
  }
}

/**
 * Depth and aliases with every fragment written out. Each fragment is costed once, so that fragments which double each
 * other cost no time; one that holds itself is infinitely deep.
 */
function costOf (operation: OperationDefinitionNode, document: DocumentNode): Cost {
  const fragments = new Map(document.definitions
    .filter((definition): definition is FragmentDefinitionNode => definition.kind === Kind.FRAGMENT_DEFINITION)
    .map((fragment) => [fragment.name.value, fragment]))
  const known = new Map<string, Cost>()
  function ofSet (set: SelectionSetNode): Cost {
    return set.selections.map(ofSelection).reduce(
      (sum, cost) => ({ depth: Math.max(sum.depth, cost.depth), aliases: sum.aliases + cost.aliases }), nothing)
  }
  function ofSelection (selection: SelectionNode): Cost {
    if (selection.kind === Kind.FRAGMENT_SPREAD) return ofFragment(selection.name.value)
    if (selection.kind === Kind.INLINE_FRAGMENT) return ofSet(selection.selectionSet)
    // The schema's own description is deep by nature, and its depth has a rule of its own.
    const described = selection.name.value.startsWith('__')
    const inner = selection.selectionSet === undefined || described ? nothing : ofSet(selection.selectionSet)
    return { depth: inner.depth + 1, aliases: inner.aliases + (selection.alias ? 1 : 0) }
  }
  function ofFragment (name: string): Cost {
    const fragment = fragments.get(name)
    if (fragment === undefined) return nothing
    const cost = known.get(name)
    if (cost !== undefined) return cost
    known.set(name, { depth: Infinity, aliases: 0 })
    const found = ofSet(fragment.selectionSet)
    known.set(name, found)
    return found
  }
  return ofSet(operation.selectionSet)
}
