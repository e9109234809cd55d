import type { ForeignCalendar } from './foreign-calendar.ts'
import { libraryDays } from './library-days.ts'

const states: readonly (readonly [id: string, zh: string, en: string])[] = [
  ['BB', '勃兰登堡州', 'Brandenburg'],
  ['BE', '柏林州', 'Berlin'],
  ['BW', '巴登-符腾堡州', 'Baden-Württemberg'],
  ['BY', '巴伐利亚州', 'Bavaria'],
  ['HB', '不来梅州', 'Bremen'],
  ['HE', '黑森州', 'Hesse'],
  ['HH', '汉堡州', 'Hamburg'],
  ['MV', '梅克伦堡-前波莫瑞州', 'Mecklenburg-Western Pomerania'],
  ['NI', '下萨克森州', 'Lower Saxony'],
  ['NW', '北莱茵-威斯特法伦州', 'North Rhine-Westphalia'],
  ['RP', '莱茵兰-普法尔茨州', 'Rhineland-Palatinate'],
  ['SH', '石勒苏益格-荷尔斯泰因州', 'Schleswig-Holstein'],
  ['SL', '萨尔州', 'Saarland'],
  ['SN', '萨克森州', 'Saxony'],
  ['ST', '萨克森-安哈尔特州', 'Saxony-Anhalt'],
  ['TH', '图林根州', 'Thuringia'],
]

/** The days that are public holidays in all of Germany, and under them what each state adds. */
export const germany: readonly ForeignCalendar[] = [
  {
    id: 'DE', title: { zh: '德国联邦通行工作日历', en: 'Working days in all of Germany' },
    basis: {
      zh: '各州均定为法定假日之日及德国统一日（《统一条约》第2条第2款）',
      en: 'The days that are public holidays by the law of every state, and the Day of German Unity (Unification Treaty, art. 2(2))',
    },
    days: (year) => publicDays('DE', year),
  },
  ...states.map(([state, zh, en]): ForeignCalendar => ({
    id: `DE-${state}`, title: { zh: `德国${zh}工作日历`, en: `Working days in ${en}` }, parent: 'DE',
    basis: {
      zh: `${zh}法定假日法；仅在部分乡镇为假日者未列入`,
      en: `The law of ${en} on public holidays; days that are holidays in some communes only are not in it`,
    },
    days: (year) => ownDays(`DE-${state}`, year),
  })),
]

function ownDays (place: string, year: number) {
  const federal = new Set(publicDays('DE', year).map(({ day }) => day))
  return publicDays(place, year).filter(({ day }) => !federal.has(day))
}

// Christmas Eve and New Year's Eve are half days of the banks in the library; no law makes them holidays.
function publicDays (place: string, year: number) {
  return libraryDays(place, year, ['public']).map(({ day, name }) => ({
    day, name: name.replace('National Holiday', 'Day of German Unity').replace('Boxing Day', 'Second day of Christmas'),
  }))
}
