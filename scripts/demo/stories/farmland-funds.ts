import { answer } from '../answer.ts'
import { fileByPortal } from '../counter.ts'
import { people } from '../people.ts'
import { addRecord, pass } from '../safe.ts'
import type { Story } from '../story.ts'

const text = `A区2025年度高标准农田建设项目资金安排
梅溪镇：建设面积1200亩，安排资金216万元，其中田块整治98万元、灌排沟渠118万元。
柏岗镇：建设面积800亩，安排资金144万元，其中田块整治60万元、机耕道路84万元。
以上资金按项目进度分两次拨付，验收后结清。
`

/** Three people of three levels each open the bytes and pass them before the head approves. */
export const farmlandFunds: Story = {
  subject: '2025年度高标准农田建设项目资金安排',
  shows: 'A chain of three levels: three different people open the bytes and pass them.',
  ends: { status: 'closed', outcome: 'disclose', state: 'answered' },
  async tell (desk) {
    const filed = await fileByPortal(desk, {
      agency: 'AQ', applicant: people.gu, description: '2025年度A区高标准农田建设项目各镇面积和资金安排',
      purpose: '了解本村农田改造计划',
    })
    const record = await addRecord(desk, filed, { title: '高标准农田建设项目资金安排', text })
    await pass(desk, filed, record)
    await answer(desk, filed, [{ description: '各镇建设面积和资金安排', outcome: 'disclose', records: [record.id] }])
    return filed
  },
}
