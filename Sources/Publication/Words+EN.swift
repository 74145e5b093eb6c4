extension Words {
  /// English. The same keys and values as the Indonesian; names of Indonesian law and offices stay Indonesian.
  static let englishText = #"""
    # General
    list.and = and
    list.more = … and {count} more
    level.of = {competency} level {level}
    post.at = {role} at {place}
    month.1 = January
    month.2 = February
    month.3 = March
    month.4 = April
    month.5 = May
    month.6 = June
    month.7 = July
    month.8 = August
    month.9 = September
    month.10 = October
    month.11 = November
    month.12 = December
    day.1 = Monday
    day.2 = Tuesday
    day.3 = Wednesday
    day.4 = Thursday
    day.5 = Friday
    day.6 = Saturday
    day.7 = Sunday
    sex.male = male
    sex.female = female

    # Structure
    section.command = Command
    section.planning = Planning Section
    section.operations = Operations Section
    section.logistics = Logistics and Equipment Section
    section.finance = Finance and Administration Section
    class.1 = class 1, life safety
    class.2 = class 2, essential
    class.3 = class 3, important
    class.4 = class 4, support
    tier.0 = leaders of class 1
    tier.1 = class 1
    tier.2 = class 2
    tier.3 = class 3
    tier.4 = class 4
    seat.member = member
    seat.leader = team leader
    seat.woman = woman on duty
    equipment.boat = boat
    equipment.pump = pump
    equipment.generator = generator
    equipment.truck = truck
    equipment.tent = tent
    equipment.radio = radio
    equipment.field_kitchen = field kitchen
    equipment.ambulance = ambulance
    team.requested = requested
    team.promised = promised
    team.arrived = arrived
    team.released = released

    # Plan
    plan.title = Plan
    plan.heading = Plan {plan}: {title}
    plan.shift = Shift: {shift}
    plan.summary = {filled} of {heads} heads filled; shortage {missing}
    plan.unmet = Shortage by class: {tiers}
    plan.unmetNone = Shortage by class: none
    plan.cost = Cost of the plan: {cost} (10 = one minute of travel)
    plan.status.optimal = Status: optimal; proven that no better plan exists under the rules in use
    plan.status.feasible = Status: keeps every rule; at most {gap} from the best bound, not proven optimal
    plan.office = By office held: {count} staff
    plan.partners = Partners' teams: {heads} people, not counted among the city's staff
    plan.caveats = Notes
    plan.noDuties = Nobody is assigned in this plan.
    plan.noShortages = Shortages: none.
    plan.shortages = SHORTAGES: {missing} staff on {posts} posts
    plan.moreShortages = … and {count} more shortages; the full list is in {where}
    plan.moreShortagesWhere = the output of --json
    plan.remedies = Cheapest ways to fill it: {remedies}
    plan.noRemedy = Ways to fill it: none found inside the city; consider a request for aid
    plan.cause = Cause: {cause}
    plan.proof = Proof of the shortage
    plan.partnerRow = (partner's team) {partner}: {heads} people, {state}
    plan.missingRow = ! MISSING {missing} {seat}
    column.role = Role
    column.who = Who
    column.unit = Unit
    column.minutes = Min.
    column.reason = Reason
    reason.pinned = pinned
    reason.office = by office held
    reason.leader = leader
    reason.woman = woman required
    reason.held = {competency} {held} (needs {level})
    reason.wished = {competency} {held} (wished {level})
    reason.noNeed = no competency required
    reason.wishMissing = no {competency} yet (wished {level})
    reason.next = next: +{extra}

    # Rules that exclude
    rule.lacksCompetency = does not hold {competency}; level {required} is required
    rule.levelTooLow = holds {competency} at level {held}; level {required} is required
    rule.competencyExpired = {competency} level {held} lapsed on {date}; a valid level {required} is required
    rule.unavailable = not available at the time of the duty, by the list of availability
    rule.contractEnded = contract ended on {date}
    rule.dutyLimit = duty limit: {limit}
    rule.needsRest = must rest until {until}
    rule.dutyTooLong = a duty of {hours} hours, the limit is {limit} hours
    rule.onOtherDuty = already on duty as {post} at the same time
    rule.cutOffByWater = the place is cut off, its roads are under water
    rule.noRoad = no road leads to the place
    rule.tooFar = {minutes} minutes of travel, the limit is {limit} minutes
    rule.homeUnknown = starting place not known
    rule.notCallable = not among those who may be called, by the roster
    rule.banned = banned by the commander
    rule.sexRequired = this post is for {sex} staff
    rule.goesWithOffice = {role} goes with an office; nobody else is sought for it
    rule.powerNotConfirmedOff = the power in {area} is not confirmed off
    limit.no_night = no night duty
    limit.no_water = no duty in water
    limit.no_lifting = no heavy lifting

    # Explanations
    why.assigned = {name} is on duty as {post}.
    why.pinned = {name} is pinned by the commander as {post}.
    why.office = {name} holds {post} by office; the optimiser did not choose.
    why.requires = Required {competency} level {level}: holds level {held}.
    why.requiresNone = Required {competency} level {level}: not on record now; check the roster.
    why.wishes = Wished {competency} level {level}: holds level {held}.
    why.wishesNone = Wished {competency} level {level}: not held.
    why.next = Next choice: {name} (difference in cost {extra}).
    why.noNext = Nobody else could take this seat.
    why.loss = Without {name} the plan loses {loss}.
    why.possible = {name} is eligible for {post}, but the best plan does not choose so; forcing it changes the cost by {extra}.
    why.unmetSame = The number of shortages stays the same.
    why.unmetChange = The number of shortages changes: {tiers}.
    why.moves = Others who would move:
    why.ineligible = {name} cannot serve as {post}:
    why.unitAtMinimum = {name} is eligible for {post}, but {unit} is at its minimum strength.
    cost.total = Cost {total}: {parts}.
    cost.travel = {minutes} minutes of travel = {cost}
    cost.belowWish = below the wish = {cost}
    cost.beyondNeed = competency beyond the need = {cost}
    cost.fairness = fair sharing of the load = {cost}
    cost.disturbance = disturbance of those already called = {cost}
    move.called = {name} is called as {to}
    move.released = {name} is released from {from}
    move.moved = {name} moves from {from} to {to}
    move.none = {name} stays without a duty
    difference.head = {moves} changes; shortages {before} to {after}; cost {costBefore} to {costAfter}.
    difference.none = The two plans are the same.

    # Shortages
    shortage.title = {post}: {missing} staff short ({class})
    shortage.titleSeat = {post}: {missing} {seat} short ({class})
    shortage.price = Price (worth of one more person): {price}
    cause.nobody = nobody on the roster may fill this post
    cause.nobodyQualified = nobody holds {levels}, valid on the day
    cause.allExcluded = those with the competency are excluded by rules: {rules}
    cause.allNeededElsewhere = {people} staff qualify; all are needed on posts of the same or higher class
    cause.unitsAtMinimum = {units} at minimum strength
    cause.noEquipment = equipment short: {kind}, {missing} pieces
    cause.crewIncomplete = crew incomplete: {found} found, {needed} needed; nobody is sent
    cause.powerNotConfirmedOff = the power in {area} is not confirmed off; nobody is sent into the water
    cause.rule.lacks_competency = competency missing or too low
    cause.rule.competency_expired = competency lapsed
    cause.rule.unavailable = not available
    cause.rule.contract_ended = contract ended
    cause.rule.duty_limit = duty limit
    cause.rule.needs_rest = must rest
    cause.rule.duty_too_long = duty too long
    cause.rule.on_other_duty = on duty elsewhere
    cause.rule.cut_off = place cut off
    cause.rule.too_far = too far
    cause.rule.home_unknown = starting place not known
    cause.rule.not_callable = not among those who may be called
    cause.rule.banned = banned
    cause.rule.sex_required = not of the sex required
    cause.rule.goes_with_office = goes with an office
    cause.rule.power_not_confirmed_off = power not confirmed off
    cause.ruleCount = {rule} ({people} people)
    remedy.release = let {unit} go one below its minimum strength: {name} can serve
    remedy.train = train {name}: {competency} from level {from} to {to}
    remedy.trainNew = train {name}: {competency} up to level {to}
    remedy.renew = renew the {competency} certificate of {name}
    remedy.openRoad = open the road {road}: {name} can get there
    remedy.callDespiteRest = call {name} before the rest is over ({until}); needs an override by the commander
    remedy.askPartner = send a request for aid to {partner}
    remedy.borrow = borrow a {kind}
    remedy.borrowFrom = borrow a {kind} from {owner} ({place})
    remedy.move = move {name} from {from}
    remedy.confirmPowerOff = have the power in {area} confirmed off (PLN)
    remedy.gains = {act} (gains {value})
    remedy.costs = {act} (loses {value})
    proof.head = {posts} posts together need {heads} staff, but only {people} people may fill them: at least {short} short.
    proof.missing = Competencies that limit it: {levels}.
    proof.rules = Others are excluded by rules: {rules}.

    # What stands in for facts
    caveat.synthetic_roads = Roads and travel times use a synthetic road network, not the city's road map.
    caveat.straight_line_travel = Travel times are by straight line; closed roads are not considered.
    caveat.reported_depths = Depths of water are as reported per kelurahan, not computed.
    caveat.no_depths = There are no data on depths of water; that does not mean dry.
    caveat.invented_staff = The staff in this roster are invented, not real people.
    caveat.homes_by_kelurahan = Starting places are known only by kelurahan; its middle stands for them.
    caveat.homes_unknown = The starting place of some staff is not known.
    caveat.equipment_assumed = Equipment is as assumed; its owners have not confirmed it.
    caveat.power_assumed_off = The power is assumed off in flooded areas; have PLN confirm it before anyone enters the water.
    """#
}
