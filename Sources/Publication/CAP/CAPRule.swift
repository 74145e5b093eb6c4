import Basics

/// The rules of an alert. The first group are of the standard and of the validators in use, by their usual names; those of the
/// second are asked by public feeds only.
public enum CAPRule: String, Sendable, CaseIterable {
  case wrongNamespace = "WRONG_NAMESPACE"
  case invalidSequence = "INVALID_SEQUENCE"
  case missingRequiredElement = "MISSING_REQUIRED_ELEMENT"
  case duplicateElement = "DUPLICATE_ELEMENT"
  case unsupportedElement = "UNSUPPORTED_ELEMENT"
  case unsupportedAttribute = "UNSUPPORTED_ATTRIBUTE"
  case passwordDeprecated = "PASSWORD_DEPRECATED"
  case certaintyVeryLikelyDeprecated = "CERTAINTY_VERY_LIKELY_DEPRECATED"
  case invalidEnumValue = "INVALID_ENUM_VALUE"
  case invalidValue = "INVALID_VALUE"
  case invalidCharacters = "INVALID_CHARACTERS"
  case unwritableCharacters = "UNWRITABLE_CHARACTERS"
  case invalidIdentifier = "INVALID_IDENTIFIER"
  case invalidSender = "INVALID_SENDER"
  case invalidDate = "INVALID_DATE"
  case invalidReferences = "INVALID_REFERENCES"
  case invalidGroup = "INVALID_GROUP"
  case circularReference = "CIRCULAR_REFERENCE"
  case postdatedReference = "POSTDATED_REFERENCE"
  case referencesAreRequired = "REFERENCES_ARE_REQUIRED"
  case alertWithReferences = "ALERT_WITH_REFERENCES"
  case restrictionScopeMismatch = "RESTRICTION_SCOPE_MISMATCH"
  case restrictionIsRequired = "RESTRICTION_IS_REQUIRED"
  case addressesAreRequired = "ADDRESSES_ARE_REQUIRED"
  case noteIsRecommended = "NOTE_IS_RECOMMENDED"
  case exerciseWithoutNote = "EXERCISE_WITHOUT_NOTE"
  case exerciseWithoutMark = "EXERCISE_WITHOUT_MARK"
  case actualWithExerciseMark = "ACTUAL_WITH_EXERCISE_MARK"
  case invalidLanguage = "INVALID_LANGUAGE"
  case sameTextDifferentLanguage = "SAME_TEXT_DIFFERENT_LANGUAGE"
  case infoLanguagesDiffer = "INFO_LANGUAGES_DIFFER"
  case languagesIncomplete = "LANGUAGES_INCOMPLETE"
  case invalidArea = "INVALID_AREA"
  case invalidAltitudeCeilingRange = "INVALID_ALTITUDE_CEILING_RANGE"
  case invalidPolygon = "INVALID_POLYGON"
  case invalidPolygonSelfIntersection = "INVALID_POLYGON_SELF_INTERSECTION"
  case invalidCircle = "INVALID_CIRCLE"
  case coordinateOutOfRange = "COORDINATE_OUT_OF_RANGE"
  case coordinatesSwapped = "COORDINATES_SWAPPED"
  case invalidResourceSize = "INVALID_RESOURCE_SIZE"
  case invalidMimeType = "INVALID_MIME_TYPE"
  case invalidUri = "INVALID_URI"
  case relativeUriMissingDerefUri = "RELATIVE_URI_MISSING_DEREF_URI"
  case invalidDerefUri = "INVALID_DEREF_URI"
  case invalidWeb = "INVALID_WEB"
  case textContainsHtmlEntities = "TEXT_CONTAINS_HTML_ENTITIES"
  case textContainsHtmlTags = "TEXT_CONTAINS_HTML_TAGS"
  case expiresBeforeEffective = "EXPIRES_BEFORE_EFFECTIVE"
  case onsetAfterExpires = "ONSET_AFTER_EXPIRES"
  case expiredAlready = "EXPIRED_ALREADY"
  case publicWithAssess = "PUBLIC_WITH_ASSESS"
  case answerWithInfo = "ANSWER_WITH_INFO"
  case signatureNotChecked = "SIGNATURE_NOT_CHECKED"

  case infoIsRequired = "INFO_IS_REQUIRED"
  case categoriesMustMatch = "CATEGORIES_MUST_MATCH"
  case eventCodesMustMatch = "EVENT_CODES_MUST_MATCH"
  case descriptionIsRequired = "DESCRIPTION_IS_REQUIRED"
  case webIsRequired = "WEB_IS_REQUIRED"
  case expiresIsRequired = "EXPIRES_IS_REQUIRED"
  case areaIsRequired = "AREA_IS_REQUIRED"
  case circlePolygonOrGeocodeIsRequired = "CIRCLE_POLYGON_OR_GEOCODE_IS_REQUIRED"
  case senderNameStronglyRecommended = "SENDER_NAME_STRONGLY_RECOMMENDED"
  case responseTypeStronglyRecommended = "RESPONSE_TYPE_STRONGLY_RECOMMENDED"
  case instructionStronglyRecommended = "INSTRUCTION_STRONGLY_RECOMMENDED"
  case circlePolygonEncouraged = "CIRCLE_POLYGON_ENCOURAGED"
  case testAlertDiscouraged = "TEST_ALERT_DISCOURAGED"
  case headlineTooLong = "HEADLINE_TOO_LONG"
  case headlineAndDescriptionShouldDiffer = "HEADLINE_AND_DESCRIPTION_SHOULD_DIFFER"
  case descriptionAndInstructionShouldDiffer = "DESCRIPTION_AND_INSTRUCTION_SHOULD_DIFFER"
  case unknownUrgencyDiscouraged = "UNKNOWN_URGENCY_DISCOURAGED"
  case unknownSeverityDiscouraged = "UNKNOWN_SEVERITY_DISCOURAGED"
  case unknownCertaintyDiscouraged = "UNKNOWN_CERTAINTY_DISCOURAGED"
  case contactIsRecommended = "CONTACT_IS_RECOMMENDED"
  case nonzeroCircleRadiusRecommended = "NONZERO_CIRCLE_RADIUS_RECOMMENDED"
  case eventsInSameLanguageShouldMatch = "EVENTS_IN_SAME_LANGUAGE_SHOULD_MATCH"
  case emptyGeocodeField = "EMPTY_GEOCODE_FIELD"
  case sentIncludesUtcTimezone = "SENT_INCLUDES_UTC_TIMEZONE"
  case effectiveIncludesUtcTimezone = "EFFECTIVE_INCLUDES_UTC_TIMEZONE"
  case onsetIncludesUtcTimezone = "ONSET_INCLUDES_UTC_TIMEZONE"
  case expiresIncludesUtcTimezone = "EXPIRES_INCLUDES_UTC_TIMEZONE"

  /// How grave a breach is; nil where the profile does not ask.
  public func level(_ profile: CAPProfile) -> CAPLevel? {
    switch self {
    // What no profile lets pass.
    case .wrongNamespace, .invalidSequence, .missingRequiredElement, .duplicateElement, .unsupportedElement,
      .unsupportedAttribute, .passwordDeprecated, .certaintyVeryLikelyDeprecated, .invalidEnumValue, .invalidValue,
      .invalidCharacters, .unwritableCharacters, .invalidIdentifier, .invalidSender, .invalidDate,
      .invalidReferences, .invalidGroup, .circularReference, .referencesAreRequired, .restrictionScopeMismatch,
      .restrictionIsRequired, .addressesAreRequired, .actualWithExerciseMark, .invalidLanguage, .invalidArea,
      .invalidAltitudeCeilingRange, .invalidPolygon, .invalidPolygonSelfIntersection, .invalidCircle,
      .coordinateOutOfRange, .coordinatesSwapped, .invalidResourceSize, .invalidMimeType, .invalidUri,
      .relativeUriMissingDerefUri, .invalidDerefUri, .invalidWeb:
      .error
    case .postdatedReference, .alertWithReferences, .noteIsRecommended, .sameTextDifferentLanguage,
      .languagesIncomplete, .textContainsHtmlEntities, .textContainsHtmlTags, .onsetAfterExpires, .expiredAlready,
      .publicWithAssess, .answerWithInfo:
      .warning
    case .signatureNotChecked:
      .info
    case .exerciseWithoutNote, .exerciseWithoutMark, .infoLanguagesDiffer, .expiresBeforeEffective:
      profile == .feed ? .error : .warning
    case .infoIsRequired, .categoriesMustMatch, .eventCodesMustMatch, .descriptionIsRequired, .webIsRequired,
      .expiresIsRequired, .areaIsRequired, .circlePolygonOrGeocodeIsRequired:
      profile == .feed ? .error : nil
    case .senderNameStronglyRecommended, .responseTypeStronglyRecommended, .instructionStronglyRecommended,
      .circlePolygonEncouraged, .testAlertDiscouraged, .headlineTooLong, .headlineAndDescriptionShouldDiffer,
      .descriptionAndInstructionShouldDiffer, .unknownUrgencyDiscouraged, .unknownSeverityDiscouraged,
      .unknownCertaintyDiscouraged, .contactIsRecommended, .nonzeroCircleRadiusRecommended,
      .eventsInSameLanguageShouldMatch, .emptyGeocodeField:
      profile == .feed ? .recommendation : nil
    case .sentIncludesUtcTimezone, .effectiveIncludesUtcTimezone, .onsetIncludesUtcTimezone,
      .expiresIncludesUtcTimezone:
      profile == .feed ? .info : nil
    }
  }
}
