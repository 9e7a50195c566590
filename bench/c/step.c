/* The same work as pasdedeux.model.simulate, written by hand in C: one exchange of 256 couples
   side by side, with its noise and its sums. A peer for the benchmark, never shipped.

   Built by bench/simulation.py: cc -O3 -march=native, and the same freedom of arithmetic that the
   compiled Python has. The equations' numbers and the world's are compiled in as macros, which
   favours this version: its compiler knows them. */

#include <math.h>
#include <stdint.h>
#include <string.h>

#define LANES 128
#define FIELDS 5
#define GAINS 12
#define SUMS 24
#define FLUSH 64

/* `V` numbers at once: eight where the machine has AVX2, written with its own words since GCC does
   not find the widening multiplication by itself; elsewhere one, left to the compiler's vectoriser. */
#ifdef __AVX2__
#include <immintrin.h>
#define V 8
typedef __m256 vf;
typedef __m256i vi;
#define MIN(x, y) _mm256_min_ps(x, y)
#define MAX(x, y) _mm256_max_ps(x, y)
#define ALL(x) _mm256_set1_ps(x)
#define LOAD(p) _mm256_load_ps(p)
#define STORE(p, x) _mm256_store_ps(p, x)
#define ROUND(x) _mm256_round_ps(x, _MM_FROUND_TO_NEAREST_INT | _MM_FROUND_NO_EXC)
#define ROOT(x) _mm256_sqrt_ps(x)
#define TO_INT(x) _mm256_cvttps_epi32(x)
#define TO_FLOAT(x) _mm256_cvtepi32_ps(x)
#define AS_FLOAT(x) _mm256_castsi256_ps(x)
#define AS_INT(x) _mm256_castps_si256(x)
#define ALL_INT(x) _mm256_set1_epi32(x)
#define PLUS(x, y) _mm256_add_epi32(x, y)
#define MINUS(x, y) _mm256_sub_epi32(x, y)
#define UP(x, n) _mm256_slli_epi32(x, n)
#define DOWN(x, n) _mm256_srai_epi32(x, n)
#define AND(x, y) _mm256_and_si256(x, y)
#define SIGNED(x, bit) AS_FLOAT(_mm256_xor_si256(AS_INT(x), UP(bit, 31)))
#define ABOVE(x, y) _mm256_cmp_ps(x, y, _CMP_GT_OQ)
#define BOTH(x, y) _mm256_and_ps(x, y)
#define DIFFER(x, y) _mm256_xor_ps(x, y)
#define COUNT(mask) _mm256_and_ps(mask, ALL(1.0f))
#else
#define V 1
typedef float vf;
typedef int32_t vi;
#define MIN(x, y) ((x) < (y) ? (x) : (y))
#define MAX(x, y) ((x) > (y) ? (x) : (y))
#define ALL(x) (x)
#define LOAD(p) (*(p))
#define STORE(p, x) (*(p) = (x))
#define ROUND(x) rintf(x)
#define ROOT(x) sqrtf(x)
#define TO_INT(x) ((int32_t)(x))
#define TO_FLOAT(x) ((float)(x))
static inline float AS_FLOAT(int32_t bits) { float x; memcpy(&x, &bits, 4); return x; }
static inline int32_t AS_INT(float x) { int32_t bits; memcpy(&bits, &x, 4); return bits; }
#define ALL_INT(x) (x)
#define PLUS(x, y) ((x) + (y))
#define MINUS(x, y) ((x) - (y))
#define UP(x, n) ((int32_t)((uint32_t)(x) << (n)))
#define DOWN(x, n) ((x) >> (n))
#define AND(x, y) ((x) & (y))
#define SIGNED(x, bit) ((bit) ? -(x) : (x))
#define ABOVE(x, y) ((x) > (y))
#define BOTH(x, y) ((x) & (y))
#define DIFFER(x, y) ((x) != (y))
#define COUNT(mask) ((mask) ? 1.0f : 0.0f)
#endif

typedef float row[LANES] __attribute__((aligned(64)));

static inline vf two_to(vf octaves) {
  return AS_FLOAT(UP(PLUS(TO_INT(octaves), ALL_INT(127)), 23));
}

static inline vf exp_(vf x) {
  x = MIN(MAX(x, ALL(-80.0f)), ALL(80.0f));
  vf octaves = ROUND(x * 1.4426950408889634f);
  vf r = x - octaves * 0.6931471805599453f;
  vf p = 1.3948183361772767e-03f + r * 1.9775167212117257e-04f;
  p = 4.1666225424771025e-02f + r * (8.3335610987987484e-03f + r * p);
  p = 5.0000001045366282e-01f + r * (1.6666665126090890e-01f + r * p);
  p = 9.9999999996168187e-01f + r * (1.0000000002431038e+00f + r * p);
  return p * two_to(octaves);
}

static inline vf log_(vf x) {
  vf octaves = TO_FLOAT(DOWN(MINUS(AS_INT(x), ALL_INT(0x3F3504F3)), 23));
  vf m = x * two_to(-octaves);
  vf s = (m - 1.0f) / (m + 1.0f), z = s * s;
  vf p = 4.0000386633143308e-01f + z * (2.8534944390824646e-01f + z * 0.23618171400002064f);
  p = 2.0000000000084652f + z * (6.6666665235956717e-01f + z * p);
  return octaves * 0.6931471805599453f + s * p;
}

static inline vf tanh_(vf x) {
  x = MIN(MAX(x, ALL(-8.5f)), ALL(8.5f));
  vf z = x * x;
  vf up = 3.5278340480485873e-03f + z * (2.1153178644987548e-05f + z * 1.4140474289726941e-08f);
  up = 9.9999996386093792e-01f + z * (1.3407939759230247e-01f + z * up);
  vf down = 2.5998911285185090e-02f + z * (3.3389161698328543e-04f + z * 8.0910192992409243e-07f);
  down = 1.0f + z * (4.6741255016716021e-01f + z * down);
  return MIN(MAX(x * up / down, ALL(-1.0f)), ALL(1.0f));
}

static inline vf sigmoid_(vf x) { return 0.5f + 0.5f * tanh_(0.5f * x); }

static inline vf sin_(vf x) {
  vf z = x * x;
  vf p = 2.7525304394668218e-06f + z * -2.3889778327902140e-08f;
  p = 8.3333309807901729e-03f + z * (-1.9840861926088027e-04f + z * p);
  p = 9.9999999998301947e-01f + z * (-1.6666666617018683e-01f + z * p);
  return x * p;
}

static inline vf cos_(vf x) {
  vf z = x * x;
  vf p = 2.4760161347143345e-05f + z * -2.6051495123965136e-07f;
  p = 4.1666636258060226e-02f + z * (-1.3888361400161383e-03f + z * p);
  return 9.9999999978065079e-01f + z * (-4.9999999358471398e-01f + z * p);
}

static inline void two_normals(vi length, vi angle, float *first, float *second) {
  vf share = (TO_FLOAT(AND(DOWN(length, 1), ALL_INT(0x7FFFFFFF))) + 0.5f) * 0x1p-31f;
  vf radius = ROOT(-2.0f * log_(share));
  vf turn = TO_FLOAT(DOWN(angle, 1)) * (float)(3.14159265358979323846 / 2147483648.0);
  STORE(first, radius * sin_(turn));
  STORE(second, SIGNED(radius * cos_(turn), AND(angle, ALL_INT(1))));
}

#ifdef __AVX2__
#define BY(x, m) _mm256_mul_epu32(x, _mm256_set1_epi64x(m))
#define XOR(x, y) _mm256_xor_si256(x, y)

#define AT_ONCE 4 /* vectors of four counters under way together, or each round waits for the last */

/* Counters in 64-bit places; the multiplication reads the low halves alone. */
static inline void philox(__m256i c[4][AT_ONCE], uint64_t seed) {
  uint32_t k0 = seed, k1 = seed >> 32;
  const __m256i low = _mm256_set1_epi64x(0xFFFFFFFF);
#pragma GCC unroll 10
  for (int round = 0; round < 10; round++) {
#pragma GCC unroll 4
    for (int h = 0; h < AT_ONCE; h++) {
      __m256i first = BY(c[0][h], 0xD2511F53), second = BY(c[2][h], 0xCD9E8D57);
      c[0][h] = XOR(XOR(_mm256_srli_epi64(second, 32), c[1][h]), _mm256_set1_epi64x(k0));
      c[2][h] = XOR(XOR(_mm256_srli_epi64(first, 32), c[3][h]), _mm256_set1_epi64x(k1));
      c[1][h] = AND(second, low);
      c[3][h] = AND(first, low);
    }
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
}

static inline vi packed(__m256i low, __m256i high) {
  __m256 both = _mm256_shuffle_ps(AS_FLOAT(low), AS_FLOAT(high), _MM_SHUFFLE(2, 0, 2, 0));
  return _mm256_permute4x64_epi64(AS_INT(both), _MM_SHUFFLE(3, 1, 2, 0));
}

static inline void draw_some(uint64_t couple, uint32_t exchange, uint64_t seed,
                             vi out[AT_ONCE / 2][4]) {
  __m256i c[4][AT_ONCE];
  for (int h = 0; h < AT_ONCE; h++) {
    __m256i at = _mm256_add_epi64(_mm256_set1_epi64x(couple + 4 * h),
                                  _mm256_set_epi64x(3, 2, 1, 0));
    c[0][h] = AND(at, _mm256_set1_epi64x(0xFFFFFFFF));
    c[1][h] = _mm256_srli_epi64(at, 32);
    c[2][h] = _mm256_set1_epi64x(exchange);
    c[3][h] = _mm256_setzero_si256();
  }
  philox(c, seed);
  for (int h = 0; h < AT_ONCE / 2; h++)
    for (int k = 0; k < 4; k++) out[h][k] = packed(c[k][2 * h], c[k][2 * h + 1]);
}
#else
#define AT_ONCE 2
static inline void draw_some(uint64_t couple, uint32_t exchange, uint64_t seed, vi out[1][4]) {
  uint32_t c0 = couple, c1 = couple >> 32, c2 = exchange, c3 = 0, k0 = seed, k1 = seed >> 32;
  for (int round = 0; round < 10; round++) {
    uint64_t first = (uint64_t)0xD2511F53u * c0, second = (uint64_t)0xCD9E8D57u * c2;
    c0 = (uint32_t)(second >> 32) ^ c1 ^ k0;
    c1 = second;
    c2 = (uint32_t)(first >> 32) ^ c3 ^ k1;
    c3 = first;
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
  out[0][0] = c0; out[0][1] = c1; out[0][2] = c2; out[0][3] = c3;
}
#endif

static void draw(uint64_t couple, uint32_t exchange, uint64_t seed, row *restrict normal) {
  vi word[LANES / V][4];
#pragma omp simd
  for (int j = 0; j < LANES / V; j += AT_ONCE / 2)
    draw_some(couple + V * j, exchange, seed, word + j);
#pragma omp simd
  for (int j = 0; j < LANES / V; j++) {
    two_normals(word[j][0], word[j][1], &normal[0][V * j], &normal[1][V * j]);
    two_normals(word[j][2], word[j][3], &normal[2][V * j], &normal[3][V * j]);
  }
}

typedef struct { vf distress, pursuit, withdrawal, security, dread; } State;
typedef struct {
  vf vigilance, amplification, protest, deactivation, escape, soothing, tolerance, reach, carry,
      openness, fear, demand;
} Gains;

static inline vf hill(vf push) { vf up = MAX(push, ALL(0.0f)); return up / (1.0f + up); }

static inline vf past(vf x) { return N_half * (x + ROOT(x * x + N_corner)); }

static inline vf demand(State me, Gains g) {
  vf share = g.demand + N_share_distress * me.distress + N_share_shift;
  return MIN(MAX(share, ALL(0.0f)), ALL(1.0f)) * me.pursuit;
}

static inline vf answer(State me, vf warmth, vf demanded, Gains g) {
  return sigmoid_(g.openness + N_warmth_opens * warmth - N_demand_closes * demanded
                  - N_distress_closes * me.distress - N_withdrawal_closes * me.withdrawal);
}

static inline State move(State me, State other, vf demanded, vf answered, Gains g,
                         vf stress, vf leaning) {
  vf distress = MIN(MAX(me.distress, ALL(0.0f)), ALL(N_most));
  vf warmth = other.pursuit - demanded;
  vf fearful = MIN(g.fear, ALL(N_fear_most));
  vf missing = past(N_expected - answered) + other.withdrawal;
  vf threat = hill((distress + stress) * N_alert_at);
  vf active = threat * threat;
  vf pressure = past(demanded - g.tolerance);
  vf lasting = g.carry * distress / (1.0f - distress) * (1.0f - g.soothing * answered);
  vf alarm = N_alarm * g.vigilance * missing * (N_alarm_calm + N_alarm_hot * active);
  vf reach = g.reach + N_amplify * g.amplification * distress
              + g.protest * other.withdrawal * (N_protest_calm + distress)
              + N_longing * fearful * past(N_longing_below - me.security) + leaning;
  vf flight = g.deactivation * pressure + g.escape * distress
               + N_dread_weight * g.fear
                 * past(me.dread + N_dread_away * me.withdrawal - N_dread_above) - leaning;
  vf felt = answered + N_warmth_secures * warmth - other.withdrawal
             - N_pressure_unsettles * pressure + N_security_shift
             - N_fear_shift * fearful * me.withdrawal;
  felt = MIN(MAX(felt, ALL(-1.0f)), ALL(1.0f));
  State next;
  next.distress = hill(lasting + stress + alarm);
  next.pursuit = N_kept * me.pursuit + N_moved * hill(reach);
  next.withdrawal = N_kept * me.withdrawal + N_moved * hill(flight);
  next.security = me.security + (N_learn + N_learn_fear * fearful) * (felt - me.security);
  next.dread = me.dread + N_dread_speed * (N_dread_gain * MAX(me.security, ALL(0.0f)) - me.dread);
  return next;
}

static inline State state_of(row *now, int j) {
  return (State){LOAD(now[0] + j), LOAD(now[1] + j), LOAD(now[2] + j), LOAD(now[3] + j),
                 LOAD(now[4] + j)};
}

static inline Gains gains_of(row *g, int j) {
  return (Gains){LOAD(g[0] + j), LOAD(g[1] + j), LOAD(g[2] + j), LOAD(g[3] + j), LOAD(g[4] + j),
                 LOAD(g[5] + j), LOAD(g[6] + j), LOAD(g[7] + j), LOAD(g[8] + j), LOAD(g[9] + j),
                 LOAD(g[10] + j), LOAD(g[11] + j)};
}

static inline void add(float *sum, vf x) { STORE(sum, LOAD(sum) + x); }

static inline void keep(float *now, float *sum, float *square, vf x) {
  STORE(now, x);
  add(sum, x);
  add(square, x * x);
}

static inline void keep_state(row *now, row *sum, int j, State s) {
  keep(now[0] + j, sum[0] + j, sum[2 * FIELDS] + j, s.distress);
  keep(now[1] + j, sum[1] + j, sum[2 * FIELDS + 1] + j, s.pursuit);
  keep(now[2] + j, sum[2] + j, sum[2 * FIELDS + 2] + j, s.withdrawal);
  keep(now[3] + j, sum[3] + j, sum[2 * FIELDS + 3] + j, s.security);
  keep(now[4] + j, sum[4] + j, sum[2 * FIELDS + 4] + j, s.dread);
}

static inline vf trapped(State x, State y) {
  return COUNT(BOTH(ABOVE(x.pursuit, ALL(W_trap_pursuit)),
                    ABOVE(y.withdrawal, ALL(W_trap_withdrawal))));
}

static inline vf turned(State before, State after) {
  return COUNT(DIFFER(ABOVE(before.pursuit, before.withdrawal),
                      ABOVE(after.pursuit, after.withdrawal)));
}

static void advance(row *restrict now, row *restrict gain, row *restrict normal,
                    row *restrict sum) {
#pragma omp simd
  for (int j = 0; j < LANES; j += V) {
    State a = state_of(now, j), b = state_of(now + FIELDS, j);
    Gains ga = gains_of(gain, j), gb = gains_of(gain + GAINS, j);
    vf n_a = LOAD(normal[0] + j), n_b = LOAD(normal[1] + j);
    vf z_a = W_own * n_a + W_shared * n_b, z_b = W_own * n_b + W_shared * n_a;
    vf stress_a = W_base * exp_(W_spread * z_a), stress_b = W_base * exp_(W_spread * z_b);
    vf demand_a = demand(a, ga), demand_b = demand(b, gb);
    vf answer_a = answer(a, b.pursuit - demand_b, demand_b, ga);
    vf answer_b = answer(b, a.pursuit - demand_a, demand_a, gb);
    State x = move(a, b, demand_b, answer_b, ga, stress_a, W_leaning * LOAD(normal[2] + j));
    State y = move(b, a, demand_a, answer_a, gb, stress_b, W_leaning * LOAD(normal[3] + j));
    x.dread = MAX(x.dread, ALL(W_floor));
    y.dread = MAX(y.dread, ALL(W_floor));
    keep_state(now, sum, j, x);
    keep_state(now + FIELDS, sum + FIELDS, j, y);
    add(sum[4 * FIELDS] + j, trapped(x, y));
    add(sum[4 * FIELDS + 1] + j, trapped(y, x));
    add(sum[4 * FIELDS + 2] + j, turned(a, x));
    add(sum[4 * FIELDS + 3] + j, turned(b, y));
  }
}

/* state: [2 * FIELDS][couples]; gains: [2 * GAINS][couples]; sums: [SUMS][couples], double.
   The number of couples is a multiple of LANES. */
void live(float *state, const float *gains, double *sums, int64_t couples, uint64_t seed,
          uint64_t couple, int64_t moment, int64_t exchanges, int64_t first, int64_t last) {
  row normal[4], now[2 * FIELDS], gain[2 * GAINS], sum[SUMS];
  for (int64_t block = first; block < last; block++) {
    int64_t start = block * LANES;
    for (int k = 0; k < 2 * FIELDS; k++) memcpy(now[k], state + k * couples + start, sizeof(row));
    for (int k = 0; k < 2 * GAINS; k++) memcpy(gain[k], gains + k * couples + start, sizeof(row));
    memset(sum, 0, sizeof(sum));
    for (int64_t t = 0; t < exchanges; t++) {
      draw(couple + start, moment + t, seed, normal);
      advance(now, gain, normal, sum);
      if ((moment + t + 1) % FLUSH == 0 || t + 1 == exchanges) {
        for (int k = 0; k < SUMS; k++)
          for (int j = 0; j < LANES; j++) sums[k * couples + start + j] += sum[k][j];
        memset(sum, 0, sizeof(sum));
      }
    }
    for (int k = 0; k < 2 * FIELDS; k++) memcpy(state + k * couples + start, now[k], sizeof(row));
  }
}
