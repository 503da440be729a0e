import Foundation
import Testing

@testable import Evaluation

@Suite struct StudentTTests {
  /// From scipy 1.17: 2 * scipy.stats.t.sf(t, ν).
  @Test(arguments: [
    (0.3, 1, 0.8144528418445154),
    (1.96, 1, 0.3003428917760331),
    (4.5, 1, 0.1392089745461279),
    (0.3, 2, 0.7924856608401776),
    (1.96, 2, 0.18905730960173228),
    (4.5, 2, 0.04600190799427602),
    (0.3, 3, 0.783763292039919),
    (1.96, 3, 0.14485220856485365),
    (4.5, 3, 0.0204904123444534),
    (0.3, 4, 0.7791214282774598),
    (1.96, 4, 0.12155463985018358),
    (4.5, 4, 0.010822550462608249),
    (0.3, 5, 0.7762490422632745),
    (1.96, 5, 0.10728795250529416),
    (4.5, 5, 0.0063995363463242964),
    (0.3, 8, 0.7718244816824987),
    (1.96, 8, 0.08565805345756299),
    (4.5, 8, 0.0020020922755185975),
    (0.3, 16, 0.768039667320894),
    (1.96, 16, 0.06765031021317168),
    (4.5, 16, 0.00036354025415615725),
    (0.3, 31, 0.7661796750110288),
    (1.96, 31, 0.059037994721611725),
    (4.5, 31, 8.952116231528376e-05),
    (0.3, 66, 0.7651200081416221),
    (1.96, 66, 0.054220132129261876),
    (4.5, 66, 2.82663519124627e-05),
    (0.3, 199, 0.7644902948244987),
    (1.96, 199, 0.05139183390416014),
    (4.5, 199, 1.1547493405823571e-05),
    (0.3, 200, 0.764488730189328),
    (1.96, 200, 0.051384840845813295),
    (4.5, 200, 1.151878126287533e-05),
  ])
  func scipy(t: Double, ν: Int, p: Double) {
    #expect(abs(StudentT.twoSided(t, degreesOfFreedom: ν) - p) < 1e-12)
  }

  /// Cauchy's distribution, in closed form; and the normal one where there are many.
  @Test func ends() {
    for t in [0, 0.5, 1, 7] {
      #expect(abs(StudentT.twoSided(t, degreesOfFreedom: 1) - (1 - 2 * atan(t) / .pi)) < 1e-15)
    }
    #expect(StudentT.twoSided(2, degreesOfFreedom: 100_000) == erfc(2 / 2.0.squareRoot()))
    let last = StudentT.twoSided(2, degreesOfFreedom: StudentT.normal)
    #expect(abs(last - StudentT.twoSided(2, degreesOfFreedom: StudentT.normal + 1)) < 0.0015)
    #expect(StudentT.twoSided(0, degreesOfFreedom: 7) == 1 && StudentT.twoSided(.infinity, degreesOfFreedom: 8) == 0)
  }
}
