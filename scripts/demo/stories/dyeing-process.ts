import { answer } from '../answer.ts'
import { fileOnline } from '../counter.ts'
import { people } from '../people.ts'
import { addRecord, review } from '../safe.ts'
import type { Story } from '../story.ts'

const text = `印染废水处理技术改造项目申报书（节选）
四、工艺参数：本企业自主研发的三段式脱色工艺，药剂配比和停留时间未公开。
`

/** A refusal names its ground, the articles of both rules, and the remedy that this ground asks for. */
export const dyeingProcess: Story = {
  subject: '印染废水处理技术改造项目申报书中的工艺参数',
  shows: 'A refusal, for a trade secret: with its ground, its articles and its remedy.',
  ends: { status: 'closed', outcome: 'refuse', state: 'answered' },
  async tell (desk) {
    const filed = await fileOnline(desk, {
      agency: 'CS', applicant: people.xu, description: '某企业印染废水处理技术改造项目申报书中的工艺参数', purpose: '课题研究',
    })
    const record = await addRecord(desk, filed, { title: '技术改造项目申报书', text })
    await review(desk, filed, record, {
      level: 1, finding: 'withhold', grounds: ['trade_secret'], opinion: '初审：工艺参数为企业未公开的经营信息，企业书面不同意公开。',
    })
    await answer(desk, filed, [{
      description: '申报书中的工艺参数', outcome: 'refuse', grounds: ['trade_secret'], records: [record.id],
    }])
    return filed
  },
}
