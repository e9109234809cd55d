import { Type } from '@sinclair/typebox'
import { listed } from '@lightwell/http/listed'
import { DayText } from './day-text.ts'
import { channels } from './filing.ts'

/** When and how an answer arrived: only staff who enter paper say so, and they must say the day. */
export const arrivalFields = {
  receivedOn: Type.Optional({ ...DayText, description: 'Only from staff who enter paper, who must say it.' }),
  channel: Type.Optional(listed(channels.filter((channel) => channel !== 'online'))),
}
