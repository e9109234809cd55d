// npm run bench: every figure beside its reference in one run. "npm run bench -- filing" runs one of them, and a number
// behind a name is a further size to measure at: "npm run bench -- overdue 10000000".
import { benchCalculator } from './calculator.ts'
import { benchCalendar } from './calendar.ts'
import { benchFiling } from './filing.ts'
import { benchFilingWhileScanning } from './filing-while-scanning.ts'
import { benchMarks } from './marks.ts'
import { benchScans } from './marks-on-scans.ts'
import { benchMidnight } from './midnight.ts'
import { benchOverdue } from './overdue.ts'
import { benchRedaction } from './redaction.ts'
import { benchRedate } from './redate.ts'
import { benchRegister } from './register.ts'
import type { Row } from './row.ts'

const given = process.argv.slice(2)
const further = given.filter((word) => /^[0-9]+$/.test(word)).map(Number)

const benches: Record<string, () => Promise<Row[]>> = {
  calculator: benchCalculator, calendar: benchCalendar, filing: benchFiling, 'filing-while-scanning': benchFilingWhileScanning,
  marks: benchMarks, midnight: () => benchMidnight(further[0]), overdue: () => benchOverdue(further), redaction: benchRedaction, redate: () => benchRedate(further[0]), register: benchRegister,
  scans: () => benchScans(further[0]),
}

const asked = given.filter((word) => !/^[0-9]+$/.test(word))
const unknown = asked.filter((name) => benches[name] === undefined)
if (unknown.length > 0) throw new Error(`There is no bench "${unknown.join('", "')}"; there are ${Object.keys(benches).join(', ')}`)

for (const [name, bench] of Object.entries(benches)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  console.log(`\n${name}`)
  for (const row of await bench()) console.log(lineOf(row))
}

function lineOf ({ name, value, unit, aim, ok }: Row): string {
  const figure = value >= 100 ? value.toFixed(0) : value.toPrecision(3)
  const verdict = aim === undefined ? '' : `   aim ${aim}: ${ok ? 'met' : 'MISSED'}`
  return `  ${figure.padStart(9)} ${unit.padEnd(15)} ${name}${verdict}`
}
