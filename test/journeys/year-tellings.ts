import type pg from 'pg'

/** The due days of a case that must have been told as passed, and those that may have been. */
export type Expected = { must: string[], may: string[] }

type Entry = { id: string, kind: string, cause: string, onDay: string, recordedAt: Date, state: string, dueOn: string, dueAt: Date }

/**
 * Reads from the entries of each clock which due days passed while it ran: those that were over before anything further
 * was recorded. What was recorded later but of a day on which there still was time takes it back: whether it was told in
 * between is a matter of when somebody looked.
 */
export async function expectedTellings (owner: pg.Client, now: Date): Promise<Map<string, Expected>> {
  const { rows } = await owner.query<Entry>(`
    select request_id as id, kind, cause, on_day::text as "onDay", recorded_at as "recordedAt", state, due_on::text as "dueOn",
      due_at as "dueAt" from clock_entries order by request_id, seq`)
  const expected = new Map<string, Expected>()
  for (const [id, entries] of Map.groupBy(rows, (row) => row.id)) {
    const days = entries.flatMap((entry, at) => {
      const next = entries[at + 1]
      const over = entry.state === 'running' && entry.dueAt <= (next?.recordedAt ?? now)
      if (!over) return []
      const takenBack = next !== undefined && dayOf(next) <= entry.dueOn
      const bornLate = next !== undefined && entry.dueAt <= entry.recordedAt
      return [{ day: entry.dueOn, sure: !takenBack && !bornLate }]
    })
    expected.set(id, { must: [...new Set(days.filter(({ sure }) => sure).map(({ day }) => day))], may: days.map(({ day }) => day) })
  }
  return expected
}

// What corrects another entry is written down on a day of its own, which is not the one that it names.
function dayOf ({ kind, onDay, recordedAt }: Entry): string {
  return kind === 'corrected' ? recordedAt.toISOString().slice(0, 10) : onDay
}
