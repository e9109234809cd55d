import { addDays, dayNumber, isDay, type Day } from '@lightwell/calendar/day'
import { fault, type FieldFault } from '@lightwell/http/refusal'
import type { ClockEntry } from './clock-entry.ts'
import { correctedEntries } from './corrected-entries.ts'

/** An entry at its place in the clock, from 1. */
export type PlacedEntry = ClockEntry & Readonly<{ seq: number }>

/** A correction as it was sent, of whatever shape: only what can be read is judged here. */
export type AskedCorrection = Readonly<{ seq?: unknown, onDay?: unknown, untilOn?: unknown, voided?: unknown }>

export type CorrectionContext = Readonly<{
  entries: readonly PlacedEntry[]
  today: Day
  /** The last day on which the request can have been received: that of its registration, or by which it was to be confirmed. */
  lastStartOn: Day
  /** Whether the law that the request keeps is the one in force on a day of receipt. */
  isUnderLaw(day: Day): boolean
  /** The last day on which a pause of a known length can end that begins on a day. */
  lastEndOf (onDay: Day): Day
}>

const faults = {
  noSuchEntry: fault('no_such_entry', '此计时没有这一条目。', 'The clock has no such entry.'),
  notAFact: fault('not_correctable', '更正和日历变更的条目不能更正；请更正其所涉条目。',
    'What corrects another entry, or tells of a calendar, is not corrected; correct the entry that it is about.'),
  decided: fault('decided', '经批准的延长是决定，不是登记错误，不能更正。',
    'What was approved is a decision and no slip of an entry; it is not corrected.'),
  startStays: fault('start_stays', '收到是计时的开始，不能作废；请更正其日期。',
    'A clock begins with the receipt, which cannot be voided; correct its day.'),
  endStays: fault('end_stays', '计时的结束随申请的结束而定，不能作废；请更正其日期。',
    'What ended the clock ended the request, and cannot be voided; correct its day.'),
  dayRequired: fault('required', '须写明正确的日期，或者注明该条目作废。', 'Say which day is right, or that the entry is void.'),
  notBesideVoided: fault('not_beside_voided', '作废的条目不填写日期。', 'An entry that is void has no day.'),
  pausesOnly: fault('pauses_only', '只有到期自行结束的中止才有截止日。', 'Only a pause that ends by itself has a last day.'),
  inTheFuture: fault('in_the_future', '日期不得晚于今天。', 'This day has not come yet.'),
  afterRegistration: fault('after_registration', '收到日不得晚于登记日，或者应当确认之日。',
    'A request is not received after it was registered, or had to be confirmed.'),
  anotherLaw: fault('another_law', '该日适用的不是此申请所依据的规则版本，收到日不能更正为该日。',
    'On this day the law was not in force that the request keeps; it was not received then.'),
  afterOthers: fault('after_others', '收到日不得晚于其后各条目的日期。', 'A request is not received after what followed.'),
  beforeStart: fault('before_start', '日期不得早于收到日。', 'This day lies before the receipt.'),
  afterItsEnd: fault('after_its_end', '中止不得晚于其结束之日开始。', 'A pause does not begin after its end.'),
  beforeItsPause: fault('before_its_pause', '日期不得早于所结束的中止开始之日。', 'A pause does not end before it began.'),
  tooLong: fault('beyond_consultation', '中止不得长于征求意见的期限。', 'No pause lasts longer than a consultation.'),
  changesNothing: fault('changes_nothing', '与现有条目相同，没有更正。', 'The entry says so already; nothing is corrected.'),
}

/** What is wrong with a correction after which an entry could not stand where it stands. */
export function misfitFaults (misfit: PlacedEntry | undefined): FieldFault[] {
  if (misfit === undefined) return []
  const { seq } = misfit
  return [{
    pointer: '/seq', code: 'cannot_follow',
    detail: {
      zh: `更正后，第 ${seq} 项条目不能成立；请先更正或者作废该条目。`,
      en: `Entry ${seq} could not stand after this correction; correct or void that one first.`,
    },
  }]
}

/** What is wrong with a correction: with the entry it is about, and with the days that it puts there. */
export function correctionFaults (asked: AskedCorrection, context: CorrectionContext): FieldFault[] {
  if (!Number.isInteger(asked.seq)) return []
  const entry = context.entries.find(({ seq }) => seq === asked.seq)
  if (entry === undefined) return [faults.noSuchEntry('/seq')]
  if (entry.kind === 'redated' || entry.kind === 'corrected') return [faults.notAFact('/seq')]
  if (entry.kind === 'extended' && entry.cause !== 'imported') return [faults.decided('/seq')]
  const standing = correctedEntries(context.entries)
  const now = standing.find(({ seq }) => seq === entry.seq)
  return asked.voided === true ? voidFaults(asked, entry, now) : dayFaults(asked, { ...context, entry, standing, now })
}

function voidFaults (asked: AskedCorrection, { kind }: PlacedEntry, now: PlacedEntry | undefined): FieldFault[] {
  return [
    ...kind === 'started' ? [faults.startStays('/voided')] : [],
    ...kind === 'stopped' ? [faults.endStays('/voided')] : [],
    ...now === undefined ? [faults.changesNothing('/voided')] : [],
    ...(['onDay', 'untilOn'] as const).filter((name) => asked[name] !== undefined).map((name) => faults.notBesideVoided(`/${name}`)),
  ]
}

type Placed = CorrectionContext & Readonly<{
  entry: PlacedEntry
  /** The entries as they stand after the corrections made so far, and the entry among them, if it stands. */
  standing: readonly PlacedEntry[]
  now: PlacedEntry | undefined
}>

function dayFaults (asked: AskedCorrection, placed: Placed): FieldFault[] {
  const { entry, now, today } = placed
  if (asked.onDay === undefined && asked.untilOn === undefined) return [faults.dayRequired('/onDay')]
  const days = daysOf(asked, now ?? entry)
  if (days === undefined) return []
  const { onDay, untilOn } = days
  if (onDay === now?.onDay && untilOn === now.untilOn) return [faults.changesNothing(asked.onDay === undefined ? '/untilOn' : '/onDay')]
  return [
    ...onDay > today ? [faults.inTheFuture('/onDay')] : placeFaults(onDay, placed),
    ...endFaults(asked, days, placed),
  ]
}

type Days = Readonly<{ onDay: Day, untilOn: Day | null }>

// What was not sent stays as it stands; undefined where what was sent is no day.
function daysOf (asked: AskedCorrection, stands: Days): Days | undefined {
  const { onDay = stands.onDay, untilOn = stands.untilOn } = asked
  return isDay(onDay) && (untilOn === null || isDay(untilOn)) ? { onDay, untilOn } : undefined
}

function placeFaults (onDay: Day, { entry, standing, lastStartOn, isUnderLaw }: Placed): FieldFault[] {
  const others = standing.filter(({ seq, cause }) => seq !== entry.seq && cause !== 'receipt_confirmed')
  const otherLaw = isUnderLaw(onDay) ? [] : [faults.anotherLaw('/onDay')]
  if (entry.kind === 'started') {
    return [
      ...onDay > lastStartOn ? [faults.afterRegistration('/onDay')] : [],
      ...otherLaw,
      ...others.some((other) => other.onDay < onDay) ? [faults.afterOthers('/onDay')] : [],
    ]
  }
  const start = standing.find(({ kind }) => kind === 'started')
  if (entry.cause === 'receipt_confirmed') return otherLaw
  const early = start !== undefined && onDay < start.onDay
  const about = others.filter(({ evidence }) => evidence !== null && evidence === entry.evidence)
  const ends = ({ kind }: PlacedEntry) => kind === 'resumed' || kind === 'restarted'
  return [
    ...early ? [faults.beforeStart('/onDay')] : [],
    ...entry.kind === 'paused' && about.some((other) => ends(other) && other.onDay < onDay) ? [faults.afterItsEnd('/onDay')] : [],
    ...ends(entry) && about.some(({ kind, onDay: from }) => kind === 'paused' && onDay < from) ? [faults.beforeItsPause('/onDay')] : [],
  ]
}

function endFaults (asked: AskedCorrection, { onDay, untilOn }: Days, { entry, lastEndOf }: Placed): FieldFault[] {
  if (entry.untilOn === null) return asked.untilOn === undefined ? [] : [faults.pausesOnly('/untilOn')]
  if (untilOn === null) return []
  if (untilOn < onDay) return [asked.untilOn === undefined ? faults.afterItsEnd('/onDay') : faults.beforeItsPause('/untilOn')]
  const asLong = addDays(onDay, dayNumber(entry.untilOn) - dayNumber(entry.onDay))
  const last = lastEndOf(onDay)
  return asked.untilOn !== undefined && untilOn > (last > asLong ? last : asLong) ? [faults.tooLong('/untilOn')] : []
}
