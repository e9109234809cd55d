import { Type, type Static } from '@sinclair/typebox'
import { Line } from '@lightwell/http/line'

/** What a guide tells (条例第十二条第二款). */
export const GuideFields = Type.Object({
  classification: { ...Line(4_000), description: '政府信息的分类' },
  arrangement: { ...Line(4_000), description: '编排体系' },
  waysToGet: { ...Line(4_000), description: '获取方式' },
  office: { ...Line(200), description: '政府信息公开工作机构的名称' },
  address: { ...Line(300), description: '办公地址' },
  hours: { ...Line(300), description: '办公时间' },
  phone: { ...Line(100), description: '联系电话' },
  fax: Type.Optional({ ...Line(100), description: '传真号码' }),
  email: { ...Line(200), description: '互联网联系方式' },
}, { additionalProperties: false })
export type GuideFields = Static<typeof GuideFields>
