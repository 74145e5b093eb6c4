/// What each event type has been written as: `type version payload`, one a line. Lines are added, never changed: any log that
/// was ever written must replay.
let goldenSamples = #"""
  database.opened 1 {"city":"dumai","cityDigest":"1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b","mode":"exercise","scenarioDigest":"1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b","seed":"18446744073709551615","version":"0.1.0"}
  database.opened 1 {"city":"dumai","cityDigest":"1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b","mode":"actual","version":"0.1.0"}
  roster.imported 1 {"added":3600,"changed":0,"digest":"1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b","invented":3600,"removed":0,"staff":3600,"units":90}
  operation.opened 1 {"areas":["14.72.06.1001"],"basis":{"date":"2026-11-24","kind":"decree","number":"SK 1066/BPBD/2026","signerOffice":"Wali Kota"},"hazard":"tidal_flood","mode":"exercise","name":"2021-10-rob","operation":"op-1","scenarioDigest":"1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b","warning":"orange"}
  operation.opened 1 {"areas":["14.72.06.1001","14.72.01.1001"],"hazard":"river_flood","mode":"actual","name":"rob","operation":"op-1"}
  operation.closed 1 {"note":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"},"operation":"op-1"}
  status.recorded 1 {"areas":["14.72.06.1001"],"basis":{"date":"2026-11-24","kind":"decree","number":"SK 1066/BPBD/2026","signerOffice":"Wali Kota"},"from":"2026-11-24","isExtension":false,"operation":"op-1","status":"response","to":"2026-12-07"}
  basis.written_up 1 {"basis":{"date":"2026-11-24","kind":"decree","number":"SK 1066/BPBD/2026","signerOffice":"Wali Kota"},"operation":"op-1","subject":"status"}
  commander.acting 1 {"office":"Kepala Pelaksana BPBD","operation":"op-1","staff":"8f3a"}
  commander.named 1 {"basis":{"date":"2026-11-24","kind":"oral_order","number":"","signerOffice":"Wali Kota"},"office":"Sekretaris Daerah","operation":"op-1"}
  occurrence.started 1 {"areas":["14.72.06.1001"],"at":1795471200000,"hazard":"rain_flood","occurrence":"occurrence-1","operation":"op-1"}
  occurrence.ended 1 {"at":1795471200000,"occurrence":"occurrence-1","operation":"op-1"}
  period.started 1 {"interval":{"end":1795514400000,"start":1795471200000},"objectives":[{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"}],"operation":"op-1","period":"period-1"}
  note.added 1 {"note":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"},"operation":"op-1","place":"aula","post":"dapur/aula/pagi"}
  note.added 1 {"note":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"},"operation":"op-1"}
  shifts.defined 1 {"operation":"op-1","shifts":[{"id":"pagi","interval":{"end":1795507200000,"start":1795478400000},"isNight":false,"name":{"en":"pagi","id":"pagi"}}]}
  posture.activated 1 {"operation":"op-1","posture":"rob","shifts":["pagi"]}
  posture.deactivated 1 {"operation":"op-1","posture":"rob"}
  posts.opened 1 {"operation":"op-1","posts":[{"heads":3,"place":"aula","posture":"rob","role":"dapur","shift":"pagi"},{"heads":6,"place":"dermaga","role":"perahu","shift":"pagi"}]}
  post.changed 1 {"heads":4,"operation":"op-1","post":"dapur/aula/pagi"}
  post.closed 1 {"operation":"op-1","post":"dapur/aula/pagi"}
  equipment.reported 1 {"count":2,"equipment":"perahu-1","kind":"boat","operation":"op-1","owner":"BPBD","place":"dermaga","state":"in_use"}
  aid.requested 1 {"need":{"heads":6,"kind":"team","post":"dapur/aula/pagi"},"neededAt":1795471200000,"operation":"op-1","partner":"basarnas","request":"aid-1"}
  aid.requested 1 {"need":{"count":4,"equipment":"tent","kind":"equipment","place":"aula"},"operation":"op-1","partner":"pmi","request":"aid-2"}
  aid.promised 1 {"count":5,"expectedAt":1795471200000,"operation":"op-1","request":"aid-1"}
  aid.arrived 1 {"count":5,"operation":"op-1","request":"aid-1"}
  aid.released 1 {"operation":"op-1","request":"aid-1"}
  depth.reported 1 {"above":"road","area":"14.72.06.1001","holdsUntil":1795485600000,"informant":"press/antaranews","lowMillimetres":300,"millimetres":500,"operation":"op-1","place":"aula","seenAt":1795471200000,"toldAt":1795471500000}
  depth.reported 1 {"above":"floor","area":"14.72.06.1001","informant":"resident","millimetres":100,"operation":"op-1","seenAt":1795471200000,"toldAt":1795471200000}
  depth.forecast 1 {"above":"road","area":"14.72.06.1001","from":1795474800000,"informant":"office/bmkg","issuedAt":1795471200000,"lowMillimetres":300,"millimetres":700,"operation":"op-1","to":1795485600000,"toldAt":1795471200000}
  road.closed 1 {"area":"14.72.06.1001","informant":"staff/8f3a","millimetres":400,"operation":"op-1","road":"Jalan \"Sudirman\"","seenAt":1795471200000,"toldAt":1795471200000}
  road.opened 1 {"informant":"partner/polri","operation":"op-1","road":"Jalan Sudirman","seenAt":1795471200000,"toldAt":1795471200000}
  power.recorded 1 {"area":"14.72.06.1001","at":1795471200000,"informant":"office/pln-dumai","operation":"op-1","state":"confirmed_off"}
  power.overridden 1 {"area":"14.72.06.1001","operation":"op-1","reason":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"}}
  affected.reported 1 {"area":"14.72.06.1001","dead":0,"elsewhere":200,"households":120,"houses":110,"informant":"sensor/gauge-1","injured":2,"missing":1,"occurrence":"occurrence-1","operation":"op-1","people":480,"seenAt":1795471200000,"sheltered":40,"toldAt":1795471200000,"vulnerable":[{"count":3,"kind":"pregnant_or_nursing","sex":"female"},{"count":12,"kind":"elderly"}]}
  affected.reported 1 {"area":"14.72.06.1001","houses":10,"informant":"resident","operation":"op-1","seenAt":1795471200000,"toldAt":1795471200000,"vulnerable":[]}
  shelter.counted 1 {"capacity":200,"informant":"office/dinsos","operation":"op-1","place":"aula","seenAt":1795471200000,"taken":120,"toldAt":1795471200000}
  plan.proposed 1 {"caveats":["synthetic_roads"],"cost":4200,"digest":"1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b","duties":3,"facts":[{"name":"roster","version":1}],"gap":0,"heads":9,"missing":6,"operation":"op-1","plan":"plan-1","posts":2,"pricesDigest":"1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b1b","shifts":["pagi"],"shortages":7,"solver":"siaga-0.1","status":"optimal","unmetByTier":[0,3,0,0,3]}
  plan.part 1 {"duties":[["8f3a","dapur/aula/pagi","member","optimised",12],["77b0","dapur/aula/pagi","woman","office"]],"part":1,"plan":"plan-1"}
  plan.shortages 1 {"part":1,"plan":"plan-1","shortages":[{"cause":{"kind":"nobody_qualified","required":[{"competency":"perahu","level":3}]},"criticality":1,"missing":1,"post":"dapur/aula/pagi","price":100000,"remedies":[{"gain":10,"kind":"release","staff":"8f3a","unit":"bpbd"},{"competency":"perahu","from":2,"gain":20,"kind":"train","staff":"8f3a","to":3},{"competency":"perahu","gain":30,"kind":"renew","staff":"8f3a"},{"gain":40,"kind":"open_road","road":"Jalan Sudirman","staff":"8f3a"},{"gain":50,"kind":"call_despite_rest","staff":"8f3a","until":1795471200000},{"gain":60,"kind":"ask_partner","partner":"basarnas"},{"equipment":"boat","gain":70,"kind":"borrow","store":"perahu-1"},{"equipment":"pump","gain":80,"kind":"borrow"},{"gain":-90,"kind":"move","post":"dapur/aula/pagi","staff":"8f3a"},{"area":"14.72.06.1001","gain":100,"kind":"confirm_power_off"}],"seat":"leader"},{"cause":{"kind":"all_excluded","reasons":[{"people":4,"reason":"too_far"}]},"criticality":1,"missing":2,"post":"dapur/aula/pagi","price":100000,"remedies":[],"seat":"leader"},{"cause":{"kind":"all_needed_elsewhere","qualified":7},"criticality":1,"missing":3,"post":"dapur/aula/pagi","price":100000,"remedies":[],"seat":"leader"},{"cause":{"kind":"units_at_minimum","units":["bpbd"]},"criticality":1,"missing":4,"post":"dapur/aula/pagi","price":100000,"remedies":[],"seat":"leader"},{"cause":{"equipment":"boat","kind":"no_equipment","pieces":1},"criticality":1,"missing":5,"post":"dapur/aula/pagi","price":100000,"remedies":[],"seat":"leader"},{"cause":{"found":2,"kind":"crew_incomplete","needed":3},"criticality":1,"missing":6,"post":"dapur/aula/pagi","price":100000,"remedies":[],"seat":"leader"},{"cause":{"area":"14.72.06.1001","kind":"power_not_confirmed_off"},"criticality":1,"missing":7,"post":"dapur/aula/pagi","price":100000,"remedies":[],"seat":"leader"}]}
  plan.proof 1 {"plan":"plan-1","proof":{"heads":6,"missing":[{"competency":"perahu","level":3}],"people":3,"posts":["dapur/aula/pagi"],"rules":[{"people":2,"reason":"needs_rest"}]}}
  plan.edited 1 {"bans":[{"post":"dapur/aula/pagi","staff":"77b0"}],"operation":"op-1","pins":[{"post":"dapur/aula/pagi","staff":"8f3a"}],"plan":"plan-1","reason":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"},"unbanned":[{"staff":"8f3a"}],"unpinned":[{"post":"dapur/aula/pagi","staff":"12"}]}
  plan.edited 1 {"bans":[{"staff":"8f3a"}],"operation":"op-1","pins":[],"reason":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"},"unbanned":[],"unpinned":[]}
  plan.approved 1 {"overrides":[{"post":"dapur/aula/pagi","reason":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"}}],"plan":"plan-1"}
  plan.superseded 1 {"by":"plan-2","plan":"plan-1"}
  plan.superseded 1 {"plan":"plan-1"}
  unit_head.told 1 {"head":"8f3a","objectUntil":1795471200000,"people":4,"plan":"plan-1","unit":"bpbd"}
  unit_head.told 1 {"objectUntil":1795471200000,"people":4,"plan":"plan-1","unit":"bpbd"}
  unit_head.objected 1 {"objection":"objection-1","plan":"plan-1","reason":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"},"staff":["8f3a"],"unit":"bpbd"}
  objection.resolved 1 {"isUpheld":true,"objection":"objection-1","plan":"plan-1","reason":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"}}
  order.issued 1 {"deadline":1795473000000,"operation":"op-1","order":"order-1","plan":"plan-1","post":"dapur/aula/pagi","seat":"member","source":"pinned","staff":"8f3a","unit":"bpbd"}
  order.delivered 1 {"at":1795471200000,"order":"order-1"}
  order.accepted 1 {"arrivesAt":1795473600000,"at":1795471200000,"order":"order-1"}
  order.accepted 1 {"at":1795471200000,"order":"order-1"}
  order.declined 1 {"at":1795471200000,"note":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"},"order":"order-1","reason":"cut_off"}
  order.declined 1 {"at":1795471200000,"order":"order-1","reason":"personal"}
  order.unanswered 1 {"at":1795471200000,"order":"order-1"}
  order.en_route 1 {"at":1795471200000,"order":"order-1"}
  order.arrived 1 {"at":1795471200000,"order":"order-1"}
  order.on_duty 1 {"at":1795471200000,"order":"order-1"}
  order.relieved 1 {"at":1795471200000,"by":"order-2","handover":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"},"order":"order-1"}
  order.relieved 1 {"at":1795471200000,"order":"order-1"}
  order.released 1 {"at":1795471200000,"order":"order-1"}
  order.stood_down 1 {"at":1795471200000,"note":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"},"order":"order-1","reason":"plan_changed"}
  order.stood_down 1 {"at":1795471200000,"order":"order-1","reason":"objection"}
  letter.recorded 1 {"basis":{"date":"2026-11-24","kind":"decree","number":"SK 1066/BPBD/2026","signerOffice":"Wali Kota"},"date":"2026-11-24","duties":1,"letter":"letter-1","number":"800/12/BPBD","operation":"op-1","signerOffice":"Sekretaris Daerah"}
  letter.part 1 {"duties":[["8f3a","dapur/aula/pagi"]],"letter":"letter-1","operation":"op-1","part":1}
  round.opened 1 {"deadline":1795471200000,"operation":"op-1","round":"round-1"}
  round.answered 1 {"at":1795471200000,"isSafe":true,"operation":"op-1","round":"round-1","staff":"8f3a"}
  round.closed 1 {"operation":"op-1","round":"round-1"}
  broadcast.sent 1 {"audience":{"kind":"everyone"},"broadcast":"broadcast-1","deadline":1795472100000,"operation":"op-1","recipients":2,"text":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"}}
  broadcast.sent 1 {"audience":{"kind":"everyone"},"broadcast":"broadcast-1","operation":"op-1","recipients":2,"text":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"}}
  broadcast.sent 1 {"audience":{"kind":"ordered"},"broadcast":"broadcast-1","operation":"op-1","recipients":2,"text":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"}}
  broadcast.sent 1 {"audience":{"kind":"on_scene"},"broadcast":"broadcast-1","operation":"op-1","recipients":2,"text":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"}}
  broadcast.sent 1 {"audience":{"kind":"role","role":"dapur"},"broadcast":"broadcast-1","operation":"op-1","recipients":2,"text":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"}}
  broadcast.sent 1 {"audience":{"kind":"place","place":"aula"},"broadcast":"broadcast-1","operation":"op-1","recipients":2,"text":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"}}
  broadcast.sent 1 {"audience":{"area":"14.72.06.1001","kind":"area"},"broadcast":"broadcast-1","operation":"op-1","recipients":2,"text":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"}}
  broadcast.sent 1 {"audience":{"kind":"shift","shift":"pagi"},"broadcast":"broadcast-1","operation":"op-1","recipients":2,"text":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"}}
  broadcast.sent 1 {"audience":{"kind":"unit","unit":"bpbd"},"broadcast":"broadcast-1","operation":"op-1","recipients":2,"text":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"}}
  broadcast.sent 1 {"audience":{"kind":"unit_heads"},"broadcast":"broadcast-1","operation":"op-1","recipients":2,"text":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"}}
  broadcast.sent 1 {"audience":{"kind":"staff","staff":["8f3a"]},"broadcast":"broadcast-1","operation":"op-1","recipients":2,"text":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"}}
  broadcast.addressed 1 {"broadcast":"broadcast-1","part":1,"staff":["8f3a"]}
  broadcast.delivered 1 {"at":1795471200000,"broadcast":"broadcast-1","staff":"8f3a"}
  broadcast.acknowledged 1 {"at":1795471200000,"broadcast":"broadcast-1","staff":"8f3a"}
  broadcast.escalated 1 {"at":1795471200000,"broadcast":"broadcast-1","staff":"8f3a","to":"77b0"}
  broadcast.escalated 1 {"at":1795471200000,"broadcast":"broadcast-1","staff":"8f3a"}
  broadcast.closed 1 {"broadcast":"broadcast-1","reason":"complete"}
  broadcast.closed 1 {"broadcast":"broadcast-1","reason":"withdrawn"}
  broadcast.closed 1 {"broadcast":"broadcast-1","reason":"superseded"}
  bulletin.rules_set 1 {"alone":["pusdalops"],"approvers":["kalaksa-bpbd"],"operation":"op-1"}
  bulletin.drafted 1 {"draft":{"areas":["14.72.06.1001"],"bulletin":"bulletin-1","expiresAt":1795492800000,"isLifeSafety":true,"level":"orange","nextDueAt":1795474800000,"text":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"},"version":1},"kind":{"kind":"first"},"operation":"op-1"}
  bulletin.drafted 1 {"draft":{"areas":["14.72.06.1001"],"bulletin":"bulletin-1","expiresAt":1795492800000,"isLifeSafety":true,"level":"orange","text":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"},"version":1},"kind":{"about":"bulletin-0","kind":"update"},"operation":"op-1"}
  bulletin.drafted 1 {"draft":{"areas":["14.72.06.1001"],"bulletin":"bulletin-1","expiresAt":1795492800000,"isLifeSafety":true,"level":"orange","text":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"},"version":1},"kind":{"about":"bulletin-0","kind":"correction"},"operation":"op-1"}
  bulletin.drafted 1 {"draft":{"areas":["14.72.06.1001"],"bulletin":"bulletin-1","expiresAt":1795492800000,"isLifeSafety":true,"level":"orange","text":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"},"version":1},"kind":{"about":"bulletin-0","kind":"withdrawal"},"operation":"op-1"}
  bulletin.edited 1 {"areas":["14.72.06.1001"],"bulletin":"bulletin-1","expiresAt":1795492800000,"isLifeSafety":true,"level":"orange","text":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"},"version":2}
  bulletin.submitted 1 {"bulletin":"bulletin-1","digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","version":1}
  bulletin.returned 1 {"bulletin":"bulletin-1","reason":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"},"version":1}
  bulletin.approved 1 {"bulletin":"bulletin-1","digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","version":1}
  bulletin.published 1 {"bulletin":"bulletin-1","digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","identifier":"dumai-20261124-1","reach":"everyone","sentAt":1795471200000,"version":1}
  bulletin.published_alone 1 {"bulletin":"bulletin-1","digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","identifier":"dumai-20261124-1-X","reach":"participants","sentAt":1795471200000,"version":1}
  bulletin.countersigned 1 {"bulletin":"bulletin-1","digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","version":1}
  bulletin.discarded 1 {"bulletin":"bulletin-1","reason":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"},"version":1}
  bulletin.alert_kept 1 {"agency":"BMKG","expiresAt":1795482000000,"form":"cap","identifier":"2.49.0.1.360.0.2026.11.24.01.14.001","isExercise":true,"operation":"op-1","receivedAt":1795471200000,"sender":"cuaca.ekstrem@bmkg.go.id","sentAt":1795471200000,"text":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"}}
  bulletin.alert_kept 1 {"agency":"BMKG","form":"text","isExercise":false,"operation":"op-1","receivedAt":1795471200000,"text":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"}}
  citizen.reported 1 {"area":"14.72.06.1001","contact":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"},"depth":"waist","latitudeE7":16700000,"longitudeE7":1014500000,"need":"evacuation","onBehalfBy":"lurah-rimba-sekampung","operation":"op-1","people":4,"seenAt":1795471200000,"ticket":"ticket-1","toldAt":1795471200000,"way":"form","words":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"}}
  citizen.reported 1 {"area":"14.72.06.1001","need":"water_level","operation":"op-1","seenAt":1795471200000,"ticket":"ticket-1","toldAt":1795471200000,"way":"phone"}
  citizen.reported 1 {"area":"14.72.06.1001","need":"water_level","neighbourhood":"RT 03 RW 02","operation":"op-1","photo":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"},"seenAt":1795471200000,"ticket":"ticket-1","toldAt":1795471200000,"way":"phone"}
  citizen.triaged 1 {"ticket":"ticket-1","trust":"confirmed","urgency":1}
  citizen.merged 1 {"into":"ticket-2","ticket":"ticket-1"}
  citizen.assigned 1 {"post":"dapur/aula/pagi","ticket":"ticket-1"}
  citizen.answered 1 {"answer":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"},"outcome":"helped","ticket":"ticket-1"}
  citizen.answered 1 {"outcome":"spam","ticket":"ticket-1"}
  rumour.heard 1 {"heardAt":1795471200000,"operation":"op-1","rumour":"rumour-1","way":"chat","words":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"}}
  rumour.judged 1 {"correction":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"},"rumour":"rumour-1","truth":"untrue"}
  relief.moved 1 {"area":"14.72.06.1001","item":"beras","measure":"kg","movedAt":1795471200000,"operation":"op-1","outside":"Kemensos","paper":"BA-1","quantity":500,"to":"aula"}
  relief.moved 1 {"area":"14.72.06.1001","from":"aula","item":"beras","measure":"kg","movedAt":1795471200000,"operation":"op-1","outside":"Kemensos","paper":"BA-1","quantity":500}
  plan.threshold_set 1 {"operation":"op-1","units":1200}
  plan.shortages 1 {"part":2,"plan":"plan-1","shortages":[{"cause":{"kind":"all_needed_elsewhere","qualified":1},"criticality":4,"missing":1,"post":"dapur/aula/pagi","price":100000,"remedies":[{"gain":1500,"kind":"serve_instead","post":"gudang/aula/malam","staff":"8f3a"}],"seat":"member"}]}
  exercise.rated 1 {"id":"rating-2","objective":"warn","observation":{"digest":"0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a","row":"note-1"},"observedAt":1795471200000,"operation":"op-1","rating":"S","replaces":"rating-1","task":"first-bulletin"}
  exercise.rated 1 {"id":"rating-3","objective":"warn","observedAt":1795471200000,"operation":"op-1","rating":"P"}
  access.personal_data_seen 1 {"people":3600,"what":"roster"}
  access.contact_test_opened 1 {"channels":["chat","email"],"deadline":1795471200000,"people":2,"test":"contact-test-1"}
  access.contact_tried 1 {"channel":"email","result":"perhaps_sent","staff":"8f3a","test":"contact-test-1"}
  """#
