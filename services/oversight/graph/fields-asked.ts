import { Kind, type GraphQLResolveInfo, type SelectionSetNode } from 'graphql'

/** The names of the fields that a query asks of what a resolver answers; what is dear is read only then. */
export function fieldsAsked ({ fieldNodes, fragments }: Pick<GraphQLResolveInfo, 'fieldNodes' | 'fragments'>): Set<string> {
  const names = new Set<string>()
  function read (set: SelectionSetNode | undefined): void {
    for (const selection of set?.selections ?? []) {
      if (selection.kind === Kind.FIELD) names.add(selection.name.value)
      else read(selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : fragments[selection.name.value]?.selectionSet)
    }
  }
  for (const { selectionSet } of fieldNodes) read(selectionSet)
  return names
}
