import { answer } from '../answer.ts'
import { fileByPortal } from '../counter.ts'
import { people } from '../people.ts'
import { addRecord, pass, review, search } from '../safe.ts'
import type { Story } from '../story.ts'

const costs = `市政务服务中心搬迁费用
装修改造：386万元；设备搬运：21万元；信息系统迁移：54万元。合计461万元，均由年度预算列支。
`

const minutes = `选址专题会讨论记录（节选）
与会人员就三处备选地址交换意见，未形成结论，留待下次会议研究。
`

const opinions = ['初审：属于讨论记录，未形成结论。', '复审：同属过程性信息，公开将影响会议坦率讨论。']

/** Three items asked for, three answers: one given, one withheld, one not there. */
export const serviceHallMove: Story = {
  subject: '市政务服务中心搬迁费用、选址讨论记录和交通影响评价',
  shows: 'An answer in parts, under Order 711: one part disclosed, one refused, one not held.',
  ends: { status: 'closed', outcome: 'redact_and_disclose', state: 'answered' },
  async tell (desk) {
    const filed = await fileByPortal(desk, {
      agency: 'CITY', applicant: people.cheng, description: '市政务服务中心搬迁费用、选址讨论记录和交通影响评价', purpose: '了解搬迁决策',
    })
    const costsRecord = await addRecord(desk, filed, { title: '搬迁费用', text: costs })
    const minutesRecord = await addRecord(desk, filed, { title: '选址专题会讨论记录', text: minutes })
    await search(desk, filed, {
      unit: '市人民政府办公室档案处', place: '搬迁项目全部案卷及规划部门来文', terms: '交通影响评价', found: '未委托编制，没有此报告。',
    })
    await pass(desk, filed, costsRecord)
    const grounds = ['process_information']
    for (const [at, opinion] of opinions.entries()) {
      await review(desk, filed, minutesRecord, { level: at + 1, finding: 'withhold', grounds, opinion })
    }
    await answer(desk, filed, [
      { description: '搬迁费用', outcome: 'disclose', records: [costsRecord.id] },
      { description: '选址讨论记录', outcome: 'refuse', grounds, records: [minutesRecord.id] },
      { description: '交通影响评价', outcome: 'refuse', grounds: ['not_held'] },
    ])
    return filed
  },
}
