import { type FieldFault, fault, type Text } from '@lightwell/http/refusal'
import type { Regime } from '@lightwell/regimes/regime'
import { isSetting } from '@lightwell/regimes/settings-of'

/** A law as it would be: a regime under changed settings, and which of these a replay of answered cases cannot show. */
export type RehearsedRegime = Readonly<{ regime: Regime, withoutEffect: readonly string[] }>

type Fit = Readonly<{ fits: (value: unknown) => boolean, words: Text }>

const rows = ['3.1', '3.3.1', '3.3.2', '3.3.3', '3.3.4', '3.3.5', '3.3.6', '3.3.7', '3.3.8', '3.4.1', '3.4.2', '3.4.3',
  '3.5.1', '3.5.2', '3.5.3', '3.5.4', '3.5.5', '3.6.1', '3.6.2', '3.6.3']

// The longest that is counted anywhere in this house.
const longest = 3660

/** The settings that a replay follows, and what each may be. */
const replayed: Readonly<Record<string, Fit>> = {
  'limit.unit': oneOf('working_days', 'calendar_days', 'months'),
  'limit.base': between(1, longest),
  'limit.afterAcknowledgement': orNull(between(1, longest)),
  'limit.extendedTotal': between(1, longest),
  'limit.roll': oneOf('none', 'forward'),
  'limit.dueHour': orNull(between(0, 23)),
  startRule: oneOf('after', 'snap', 'inclusive'),
  partialDays: { fits: arePartialDays, words: { zh: '应为 {first, last}，均为真或假。', en: 'This must be {first, last}, each true or false.' } },
  'clarification.clock': oneOf('restart', 'pause', 'runs_on'),
  'consultation.thirdParty.clock': oneOf('pause', 'runs_on'),
  'consultation.otherBody.clock': oneOf('pause', 'runs_on'),
  'fee.clock': oneOf('restart_on_payment', 'pause', 'runs_on'),
  'excessive.deferral': between(0, longest),
  reportRow: oneOf(...rows),
}

const unknownSetting = fault('unknown_setting', '此规则没有该项设定。', 'This regime has no such setting.')
const shorter = fault('shorter_than_base', '延长后的最长期限不得短于答复期限，请一并给出。',
  'The longest limit may not be shorter than the limit; give both.')

/**
 * A regime under overrides, `{"limit": {"base": 15}, "grounds": {"privacy": {"reportRow": "3.3.5"}}}`: each names the value, or
 * the value with the article that would say so. All faults at once where an override names no setting or no value of it.
 */
export function rehearsedRegime (regime: Regime, overrides: object): RehearsedRegime | { faults: FieldFault[] } {
  const faults: FieldFault[] = []
  const withoutEffect: string[] = []
  const { limit, ...changed } = change(regime, overrides, { at: [], faults, withoutEffect }) as Regime
  if (faults.length === 0 && limit.extendedTotal.value < limit.base.value) faults.push(shorter('/overrides/limit/extendedTotal'))
  return faults.length > 0 ? { faults } : { regime: { ...changed, limit, version: `${regime.id}@rehearsal` }, withoutEffect }
}

type Place = Readonly<{ at: readonly string[], faults: FieldFault[], withoutEffect: string[] }>

// What names a regime, and where its parts come from, is no setting of it.
const identity = new Set(['id', 'version', 'parent', 'name'])

function change (part: unknown, override: unknown, place: Place): unknown {
  if (isSetting(part)) return changeSetting(part, override, place)
  if (!isObject(part)) return tell(place, unknownSetting(pointerOf(place)), part)
  if (!isObject(override)) return tell(place, misfit(pointerOf(place), { zh: '应为对象。', en: 'This must be an object.' }), part)
  const changed = Object.entries(override).map(([key, inner]) => {
    const below = { ...place, at: [...place.at, key] }
    const known = Object.hasOwn(part, key) && !(place.at.length === 0 && identity.has(key))
    if (isGround(place.at) && (known || key === 'reportRow')) return [key, changeGround(part[key], inner, below)]
    return [key, known ? change(part[key], inner, below) : tell(below, unknownSetting(pointerOf(below)), undefined)]
  })
  return { ...part, ...Object.fromEntries(changed) as object }
}

function changeSetting (setting: object & { value: unknown }, override: unknown, place: Place): unknown {
  const { value, article } = isObject(override) && 'value' in override ? override : { value: override, article: undefined }
  const path = place.at.join('.')
  check(replayed[path] ?? sameKind(setting.value), value, place)
  if (article !== undefined && typeof article !== 'string') {
    place.faults.push(misfit(`${pointerOf(place)}/article`, { zh: '应为文字。', en: 'This must be text.' }))
  }
  if (replayed[path] === undefined) place.withoutEffect.push(path)
  return { ...setting, value }
}

function changeGround (current: unknown, override: unknown, place: Place): unknown {
  const value = isObject(override) && 'value' in override ? override['value'] : override
  const isRow = place.at.at(-1) === 'reportRow'
  check((isRow ? replayed['reportRow'] : undefined) ?? sameKind(current), value, place)
  if (!isRow) place.withoutEffect.push(place.at.join('.'))
  return value
}

function check ({ fits, words }: Fit, value: unknown, place: Place): void {
  if (!fits(value)) place.faults.push(misfit(pointerOf(place), words))
}

function isGround (at: readonly string[]): boolean {
  return at.length === 2 && at[0] === 'grounds'
}

function tell (place: Place, found: FieldFault, part: unknown): unknown {
  place.faults.push(found)
  return part
}

function misfit (pointer: string, detail: Text): FieldFault {
  return { pointer, code: 'wrong_value', detail }
}

function pointerOf ({ at }: Place): string {
  return ['', 'overrides', ...at.map((key) => key.replaceAll('~', '~0').replaceAll('/', '~1'))].join('/')
}

function isObject (value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function arePartialDays (value: unknown): boolean {
  return isObject(value) && typeof value['first'] === 'boolean' && typeof value['last'] === 'boolean' && Object.keys(value).length === 2
}

function oneOf (...words: readonly string[]): Fit {
  const listed = words.join(', ')
  return { fits: (value) => words.includes(value as string), words: { zh: `只能是：${listed}。`, en: `This must be one of: ${listed}.` } }
}

function between (least: number, most: number): Fit {
  return {
    fits: (value) => Number.isInteger(value) && (value as number) >= least && (value as number) <= most,
    words: { zh: `应为 ${least} 至 ${most} 的整数。`, en: `This must be a whole number from ${least} to ${most}.` },
  }
}

function orNull ({ fits, words }: Fit): Fit {
  return { fits: (value) => value === null || fits(value), words: { zh: `${words.zh}或者为空。`, en: `${words.en} Or null.` } }
}

// What no clock follows need only be such as it is; a setting that is null may become anything.
function sameKind (current: unknown): Fit {
  const kind = Array.isArray(current) ? 'array' : typeof current
  return {
    fits: (value) => current === null || value === null || (Array.isArray(value) ? 'array' : typeof value) === kind,
    words: { zh: `类型应为 ${kind}。`, en: `This must be of type ${kind}.` },
  }
}
