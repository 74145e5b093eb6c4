// A plain Dijkstra with a binary heap from each source to all nodes: what a routing table is usually filled with.
// Usage: dijkstra_peer FILE RUNS; prints processor seconds of the best run and the sum of all times.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <queue>
#include <vector>

int main(int argc, char **argv) {
  FILE *f = fopen(argv[1], "r");
  int n, m, k, checked;
  if (argc < 3 || !f || fscanf(f, "%d %d %d %d", &n, &m, &k, &checked) != 4) return 65;
  std::vector<int> from(m), to(m), weight(m), first(n + 1), sources(k);
  for (int e = 0; e < m; e++) {
    if (fscanf(f, "%d %d %d", &from[e], &to[e], &weight[e]) != 3) return 65;
    first[from[e] + 1]++;
  }
  for (int &s : sources)
    if (fscanf(f, "%d", &s) != 1) return 65;
  for (int i = 0; i < n; i++) first[i + 1] += first[i];
  std::vector<int> next(first), target(m), time(m);
  for (int e = 0; e < m; e++) { int at = next[from[e]]++; target[at] = to[e]; time[at] = weight[e]; }
  std::vector<int> table((size_t)n * k);
  double best = 1e9;
  for (int run = 0; run < atoi(argv[2]); run++) {
    clock_t start = clock();
    for (int row = 0; row < k; row++) {
      int *d = &table[(size_t)row * n];
      for (int i = 0; i < n; i++) d[i] = INT32_MAX;
      std::priority_queue<std::pair<int, int>, std::vector<std::pair<int, int>>, std::greater<>> heap;
      d[sources[row]] = 0;
      heap.push({0, sources[row]});
      while (!heap.empty()) {
        auto [t, i] = heap.top();
        heap.pop();
        if (t > d[i]) continue;
        for (int e = first[i]; e < first[i + 1]; e++) {
          int sum = t + time[e];
          if (sum < d[target[e]]) { d[target[e]] = sum; heap.push({sum, target[e]}); }
        }
      }
    }
    double seconds = double(clock() - start) / CLOCKS_PER_SEC;
    if (seconds < best) best = seconds;
  }
  long long sum = 0;
  for (int d : table) sum += d == INT32_MAX ? -1 : d;
  printf("%.6f %lld\n", best, sum);
}
