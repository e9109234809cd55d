import type { Day } from '@lightwell/calendar/day'
import type { EventData } from '@lightwell/events/contracts'
import type { ClockEntry, ClockEntryKind } from './clock-entry.ts'

type Imported = EventData<'lightwell.request.clock_imported.v1'>['entries']

/**
 * The entries of a case that was brought in from elsewhere, after its start. There they name nothing, so that each gets
 * a name of its own by `source`, and what ends a pause that of the last one still open.
 */
export function importedEntries (imported: Imported, source: string): ClockEntry[] {
  const open: { evidence: string, ends: boolean }[] = []
  return imported.map(({ kind, onDay, workingDays, untilOn }, at) => {
    const own = `${source}#${at + 1}`
    const named = kind === 'resumed' || kind === 'restarted' ? takeLast(open, kind === 'resumed') : undefined
    if (kind === 'paused') open.push({ evidence: own, ends: untilOn !== null })
    return {
      kind: kind as ClockEntryKind, onDay: onDay as Day, workingDays: kind === 'extended' && (workingDays ?? 0) > 0 ? workingDays : null,
      untilOn: kind === 'paused' ? untilOn as Day | null : null, cause: 'imported', evidence: named ?? own,
    }
  }).filter(({ kind }) => kind !== 'started')
}

// A restart answers what nobody knew the length of; a pause of a known length may go on beyond it.
function takeLast (open: { evidence: string, ends: boolean }[], any: boolean): string | undefined {
  const at = open.findLastIndex(({ ends }) => any || !ends)
  return at === -1 ? undefined : open.splice(at, 1)[0]?.evidence
}
