import { answer } from '../answer.ts'
import { approveExtension, askExtension } from '../clock.ts'
import { fileOnline } from '../counter.ts'
import { people } from '../people.ts'
import { addRecord, pass, search } from '../safe.ts'
import type { Story } from '../story.ts'

const text = `新民镇2023至2025年村级道路硬化项目清单
2023年：柳岸村1.2公里，决算48万元；石桥村0.8公里，决算33万元。
2024年：东塘村2.0公里，决算81万元。
2025年：北圩村1.5公里，决算62万元；南浜村0.6公里，决算25万元。
`

/** The officer asks for more days for a stated cause, another person grants them, and the answer comes in time. */
export const roadProjects: Story = {
  subject: '2023至2025年村级道路硬化项目清单及决算',
  shows: 'An extension: asked for by the officer, granted by the head, told to the applicant by a notice.',
  ends: { status: 'closed', outcome: 'disclose', state: 'answered' },
  async tell (desk) {
    const filed = await fileOnline(desk, {
      agency: 'XM', applicant: people.zhou, description: '2023至2025年村级道路硬化项目清单及决算金额', purpose: '村民监督',
    })
    const extension = await askExtension(desk, filed, '涉及三个年度五个村的工程档案，须逐卷查找核对。')
    await approveExtension(desk, filed, extension)
    await search(desk, filed, {
      unit: '新民镇综合档案室', place: '2023至2025年工程档案', terms: '道路硬化 决算', found: '查得五个项目的决算审核表。',
    })
    const record = await addRecord(desk, filed, { title: '村级道路硬化项目清单', text })
    await pass(desk, filed, record)
    await answer(desk, filed, [{ description: '项目清单及决算金额', outcome: 'disclose', records: [record.id] }])
    return filed
  },
}
