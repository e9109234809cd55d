import { yearOf, type Day } from '@lightwell/calendar/day'
import { answer, post } from '../answer.ts'
import { enterLetter } from '../counter.ts'
import { people } from '../people.ts'
import { addRecord, pass } from '../safe.ts'
import type { Story } from '../story.ts'

const text = `2025年校车运营补贴标准
一、补贴标准：每车每学期1.8万元；偏远线路另增0.4万元。
二、发放依据：按运营公司上报、学校核对的趟次拨付。
`

/** A letter that arrived a week before the last National Day: the holidays in between do not count. */
export const schoolBusSubsidy: Story = {
  subject: '2025年校车运营补贴标准和发放依据',
  shows: 'A count across National Day: the days off pass uncounted. The answer goes out by post.',
  ends: { status: 'closed', outcome: 'disclose', state: 'answered' },
  async tell (desk) {
    const filed = await enterLetter(desk, {
      agency: 'CS', applicant: people.lu, description: '2025年校车运营补贴标准和发放依据', purpose: '家长委员会核对校车费用',
      answeredBy: 'post',
    }, weekBeforeNationalDay(desk.today))
    const record = await addRecord(desk, filed, { title: '校车运营补贴标准', text })
    await pass(desk, filed, record)
    const part = { description: '补贴标准和发放依据', outcome: 'disclose', records: [record.id] } as const
    const noticeId = await answer(desk, filed, [part])
    await post(desk, filed, noticeId)
    return filed
  },
}

function weekBeforeNationalDay (today: Day): Day {
  const year = yearOf(today)
  return `${today > `${year}-10-01` ? year : year - 1}-09-24` as Day
}
