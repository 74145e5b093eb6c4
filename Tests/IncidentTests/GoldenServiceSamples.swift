/// What each event type of complaints, corrective actions, people's records and proposals has been written as; lines are added, never
/// changed.
let goldenServiceSamples = #"""
  complaint.received 1 {"area":"14.72.06.1001","complaint":"complaint-1","contact":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"},"isSupervisory":false,"isUrgent":true,"kind":"inspection","outsideNumber":"7654321","privacy":"anonymous","receivedAt":1795471200000,"sector":"drainase","terms":{"answerDue":"2026-12-15","firstDue":"2026-11-27","rule":"SP4N-LAPOR","steps":[{"about":"first","at":1795471200000,"level":0}]},"ticket":"ticket-1","unit":"bpbd","way":"portal","words":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"}}
  complaint.received 1 {"complaint":"complaint-1","isSupervisory":true,"isUrgent":false,"kind":"information","privacy":"open","receivedAt":1795471200000,"sector":"jalan","terms":{"answerDue":"2026-12-15","firstDue":"2026-11-27","rule":"SP4N-LAPOR","steps":[{"about":"first","at":1795471200000,"level":0}]},"way":"form","words":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"}}
  complaint.reclassified 1 {"complaint":"complaint-1","isUrgent":true,"kind":"desk","reason":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"},"terms":{"answerDue":"2026-12-15","firstDue":"2026-11-27","rule":"SP4N-LAPOR","steps":[{"about":"first","at":1795471200000,"level":0}]}}
  complaint.assigned 1 {"complaint":"complaint-1","staff":"8f3a","unit":"bpbd"}
  complaint.assigned 1 {"complaint":"complaint-1","unit":"bpbd"}
  complaint.responded 1 {"at":1795471200000,"complaint":"complaint-1","words":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"}}
  complaint.responded 1 {"at":1795471200000,"complaint":"complaint-1"}
  complaint.reminded 1 {"complaint":"complaint-1","office":"responsible","step":{"about":"first","at":1795471200000,"level":0},"unit":"bpbd"}
  complaint.escalated 1 {"complaint":"complaint-1","office":"sekda","step":{"about":"answer","at":1795471200000,"level":2}}
  complaint.answered 1 {"answer":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"},"at":1795471200000,"complaint":"complaint-1"}
  complaint.closed 1 {"at":1795471200000,"complaint":"complaint-1","evidence":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"},"outcome":"passed_on"}
  complaint.reopened 1 {"complaint":"complaint-1","reason":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"},"terms":{"answerDue":"2026-12-15","firstDue":"2026-11-27","rule":"SP4N-LAPOR","steps":[{"about":"first","at":1795471200000,"level":0}]}}
  action.opened 1 {"action":"action-1","capability":"sar-air","due":"2026-11-24","element":"training","from":"2026-11-24","issue":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"},"measure":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"},"origin":"drill","owner":"8f3a","reference":"2021-10-rob/O2","unit":"bpbd"}
  action.opened 1 {"action":"action-1","due":"2026-11-24","element":"equipment","from":"2026-11-24","issue":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"},"measure":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"},"origin":"complaint","reference":"","unit":"bpbd"}
  action.moved 1 {"action":"action-1","due":"2026-11-24","owner":"8f3a","reason":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"},"unit":"bpbd"}
  action.moved 1 {"action":"action-1","due":"2026-11-24","reason":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"},"unit":"bpbd"}
  action.progressed 1 {"action":"action-1","words":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"}}
  action.done 1 {"action":"action-1","on":"2026-11-24","proof":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"}}
  action.verified 1 {"action":"action-1","proof":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"}}
  action.retested 1 {"action":"action-1","drill":"2027-02-rob","on":"2026-11-24","rating":"some","words":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"}}
  action.retested 1 {"action":"action-1","drill":"2027-02-rob","on":"2026-11-24","rating":"unable"}
  action.dropped 1 {"action":"action-1","reason":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"}}
  person.trained 1 {"certificate":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"},"competency":"sar-air","drill":"2021-10-rob","from":"2026-11-24","hours":8,"kind":"e_learning","level":2,"record":"training-1","staff":"8f3a","title":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"},"to":"2026-11-24","validUntil":"2029-11-24"}
  person.trained 1 {"from":"2026-11-24","hours":0,"kind":"course","record":"training-1","staff":"8f3a","title":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"},"to":"2026-11-24"}
  person.record_voided 1 {"reason":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"},"record":"training-1","staff":"8f3a"}
  person.objected 1 {"about":"roster","correction":"correction-1","dueAt":1795471200000,"staff":"8f3a","words":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"}}
  person.objection_answered 1 {"answer":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"},"correction":"correction-1","isCorrected":true,"staff":"8f3a"}
  person.seen 1 {"staff":"8f3a","what":"passport"}
  idea.received 1 {"idea":"idea-1","mayBeNamed":true,"sector":"drainase","staff":"8f3a","unit":"bpbd","words":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"}}
  idea.received 1 {"idea":"idea-1","mayBeNamed":false,"words":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"}}
  idea.answered 1 {"action":"action-1","answer":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"},"idea":"idea-1","outcome":"accepted"}
  idea.answered 1 {"answer":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"},"idea":"idea-1","outcome":"declined"}
  concern.raised 1 {"concern":"concern-1","kind":"not_my_competency","order":"order-1","words":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"}}
  concern.raised 1 {"concern":"concern-1","kind":"unsafe","order":"order-1"}
  concern.answered 1 {"answer":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"},"concern":"concern-1"}
  """#
