/// The texts that mean yes and no without any codebook: of files and databases, and of the six
/// languages of the United Nations.
///
/// What else offices write stands in their codebook, which goes before these.
enum BooleanWords {
  static let yes = [
    "true", "yes", "y", "1", "是", "oui", "vrai", "да", "истина", "sí", "si", "verdadero", "نعم",
  ]
  static let no = ["false", "no", "n", "0", "否", "non", "faux", "нет", "ложь", "falso", "لا"]
}
