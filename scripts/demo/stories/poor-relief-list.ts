import { answer } from '../answer.ts'
import { fileOnline } from '../counter.ts'
import { people, residentId } from '../people.ts'
import { addRecord, pass, redact, review } from '../safe.ts'
import type { Story } from '../story.ts'

const idNumber = residentId({ birthDate: '1956-04-12', sex: 'female', serial: 21 })
const phone = '13800000077'

const text = `新民镇2025年第二季度柳岸村最低生活保障金发放情况
一、发放标准：每人每月780元，依据县民政局2025年度标准。
二、发放户数：3户6人，共计14040元，已于6月28日全部发放。
三、领取登记：柳岸村3组户主林秋月，身份证号码${idNumber}，联系电话${phone}，2人，4680元。
制表：新民镇民政办公室
`

/** A text is released after an ID number and a phone number were taken out of it. */
export const poorReliefList: Story = {
  subject: '2025年第二季度柳岸村低保金发放情况',
  shows: 'A redacted text: an ID number and a phone number are gone from what is released.',
  ends: { status: 'closed', outcome: 'redact_and_disclose', state: 'answered', hidden: [idNumber, phone] },
  async tell (desk) {
    const filed = await fileOnline(desk, {
      agency: 'XM', applicant: people.lin, description: '2025年第二季度柳岸村低保金发放标准、户数和领取登记',
      purpose: '核对本村低保金发放是否足额',
    })
    const record = await addRecord(desk, filed, { title: '柳岸村低保金发放情况', text })
    await review(desk, filed, record, {
      level: 1, finding: 'redact', grounds: ['privacy'], opinion: '初审：含居民身份证号码和电话，须作区分处理。',
    })
    const rendition = await redact(desk, filed, record, { words: [idNumber, phone], ground: 'privacy' })
    await pass(desk, filed, rendition)
    await answer(desk, filed, [{
      description: '低保金发放标准、户数和领取登记', outcome: 'redact_and_disclose', grounds: ['privacy'],
      records: [rendition.id],
    }])
    return filed
  },
}
