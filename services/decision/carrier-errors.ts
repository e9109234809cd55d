import { fault, refusal } from '@lightwell/http/refusal'

/** What is refused about carriers. */
export const errors = {
  carrierNotKept: refusal(409, 'carrier_not_kept', '此载体不在保管处：已借出、带出或者销毁。',
    'This carrier is not where it is kept: it is lent, carried out or destroyed.'),
  carrierNotAway: refusal(409, 'carrier_not_away', '此载体没有借出或者带出。', 'This carrier is neither lent nor carried out.'),
  carrierDestroyed: refusal(409, 'carrier_destroyed', '此载体已经销毁。', 'This carrier is destroyed.'),
  requestOpen: refusal(409, 'carrier_request_open', '此载体已有未办结的报批事项。', 'Something is asked for this carrier already and not done yet.'),
  requestDecided: refusal(409, 'carrier_request_decided', '此报批事项已经作出决定。', 'This is decided already.'),
  notApproved: refusal(409, 'not_approved', '此事项未经批准。', 'This was not approved.'),
  ownRequest: refusal(403, 'own_request', '报批人不得自行批准或者否决。', 'Who asked for it may not decide on it.'),
  approvedIt: refusal(403, 'approved_it', '批准人不得自行办理或者监销。', 'Who approved it may neither do it nor witness it.'),
  ownDestruction: refusal(403, 'own_destruction', '销毁须由两人进行，监销人须为另一人。', 'Two people destroy a carrier: the second is another.'),
  notItsHolder: refusal(403, 'not_its_holder', '此载体没有借给或者交给您。', 'This carrier was handed to another, or to nobody.'),
  carrierReceived: refusal(409, 'carrier_received', '您已签收此载体。', 'You have signed for it already.'),
  stillToBeKept: refusal(409, 'still_to_be_kept', '保管期限尚未届满，不得销毁。', 'It must be kept for longer, and is not destroyed before.'),
  circlesApart: refusal(409, 'circles_apart', '各原件的知悉范围没有交集，不得汇编。',
    'Nobody belongs to the circles of all of these: they are not put together.'),
} as const

/** What can be wrong with one field, apart from what its schema says. */
export const faults = {
  unknownCarrier: fault('unknown_carrier', '没有此载体，或者不在保管处。', 'There is no such carrier, or it is not where it is kept.'),
  unknownRecord: fault('unknown_record', '该机关没有此信息。', 'The agency has no such record.'),
  notOnStaff: fault('not_on_staff', '此人在该机关没有岗位。', 'This person holds no post of the agency.'),
  required: fault('required', '此项必填。', 'This is required.'),
  notForThisAct: fault('not_for_this_act', '此事项不需要填写此项。', 'This act has no such field.'),
  topSecretStays: fault('top_secret_stays', '绝密级载体禁止携带出境。', 'What is top secret never leaves the country.'),
  companionIsAnother: fault('companion_is_another', '随行人须为另一人。', 'The companion is another person.'),
  inThePast: fault('in_the_past', '不得早于今天。', 'This must not be before today.'),
  notEarlier: fault('not_earlier', '须早于原定归还日。', 'This must be before the day on which it has to be back.'),
  sameLevel: fault('same_level', '密级和期限都没有变更。', 'Neither the level nor the period is changed.'),
} as const
