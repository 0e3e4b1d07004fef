package e2e

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
)

// served is a running serve.
type served struct {
	t    *testing.T
	host string // with its port
	cmd  *exec.Cmd
}

// serve starts the command serve on the workspace's store.
func (w workspace) serve() served {
	w.t.Helper()
	cmd := exec.CommandContext(w.t.Context(), bench.provider, "serve", "-store", w.store)
	out, err := cmd.StdoutPipe()
	if err != nil {
		w.t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		w.t.Fatal(err)
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	_, host, ok := strings.Cut(strings.TrimSpace(line), " at http://")
	if err != nil || !ok {
		w.t.Fatalf("serve says %q: %v", line, err)
	}
	return served{w.t, host, cmd}
}

// stop interrupts the server, which ends in order.
func (s served) stop() {
	s.t.Helper()
	if err := s.cmd.Process.Signal(os.Interrupt); err != nil {
		s.t.Fatal(err)
	}
	if err := s.cmd.Wait(); err != nil {
		s.t.Errorf("serve ends with %v", err)
	}
}

// ask sends a request, and returns the answer's status and body.
func (s served) ask(method, path, body string) (int, []byte, error) {
	request, err := http.NewRequestWithContext(s.t.Context(), method, "http://"+s.host+path, strings.NewReader(body))
	if err != nil {
		return 0, nil, err
	}
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, nil, err
	}
	defer response.Body.Close() //nolint:errcheck // read to its end
	text, err := io.ReadAll(response.Body)
	return response.StatusCode, text, err
}

// want sends a request that is answered with a status, and returns the body.
func (s served) want(status int, method, path, body string) []byte {
	s.t.Helper()
	got, text, err := s.ask(method, path, body)
	if err != nil || got != status {
		s.t.Fatalf("%s %s: %d, %v, want %d: %s", method, path, got, err, status, text)
	}
	return text
}

// addresses asks for the public addresses of a scale set.
func (s served) addresses(set string) (list []string, err error) {
	status, text, err := s.ask(http.MethodGet, set+"/publicipaddresses?api-version=2017-03-30", "")
	if err != nil {
		return nil, err
	}
	var body struct {
		Value []struct {
			Properties struct{ IPAddress string }
		}
	}
	if err := json.Unmarshal(text, &body); err != nil || status != http.StatusOK {
		return nil, fmt.Errorf("status %d, %w: %s", status, err, text)
	}
	for _, v := range body.Value {
		list = append(list, v.Properties.IPAddress)
	}
	return list, nil
}

// pace is how often during asks: without one it would take a processor from what is done, and from all other tests.
const pace = 50 * time.Millisecond

// during asks for the addresses of a set and for the page again and again while something is done, and returns how often.
func (s served) during(set string, do func()) int {
	s.t.Helper()
	stop, answers := make(chan struct{}), make(chan int)
	ticker := time.NewTicker(pace)
	defer ticker.Stop()
	go func() {
		n := 0
		for going := true; going; n++ {
			if list, err := s.addresses(set); err != nil || len(list) < 2 || len(list) > 4 {
				s.t.Errorf("the addresses are %v, %v", list, err)
				break
			}
			if status, text, err := s.ask(http.MethodGet, "/", ""); err != nil || status != http.StatusOK || !bytes.Contains(text, []byte("</svg>")) {
				s.t.Errorf("the page: %d, %v: %s", status, err, text)
				break
			}
			select {
			case <-stop:
				going = false
			case <-ticker.C:
			}
		}
		answers <- n
	}()
	do()
	close(stop)
	return <-answers
}

// TestServeBesideApplies: terraform plans, applies and destroys on a store that is being served. Each answer is of one state of
// the store, neither waits for the other, and a client that says no more holds nothing up.
func TestServeBesideApplies(t *testing.T) {
	eachCLI(t, func(t *testing.T, c cli) {
		w := c.workspace(t, filepath.Join("testdata", "serve"))
		w.tf("apply", "-auto-approve")
		var set string
		w.output("set", &set)
		s := w.serve()
		stuck, err := (&net.Dialer{}).DialContext(t.Context(), "tcp", s.host)
		if err != nil {
			t.Fatal(err)
		}
		defer stuck.Close() //nolint:errcheck // it has said nothing that matters
		fmt.Fprintf(stuck, "PUT %s/virtualMachines/0?api-version=2019-07-01 HTTP/1.1\r\nHost: %s\r\nContent-Length: 9\r\n\r\n{", set, s.host)

		for _, capacity := range []string{"4", "3"} {
			if n := s.during(set, func() { w.tf("apply", "-auto-approve", "-var=capacity="+capacity) }); n < 2 {
				t.Error("nothing was answered while an apply ran")
			}
			var want []string
			w.output("public", &want)
			if got, err := s.addresses(set); err != nil || len(got) == 0 || !reflect.DeepEqual(got, want) {
				t.Errorf("with %s instances served are %v, %v, and terraform has %v", capacity, got, err, want)
			}
		}
		w.changedOverREST(s, set+"/virtualMachines/0?api-version=2019-07-01")

		w.tf("destroy", "-auto-approve", "-var=capacity=3")
		s.want(http.StatusNotFound, http.MethodGet, set+"?api-version=2019-07-01", "")
		s.want(http.StatusOK, http.MethodGet, "/", "")
		s.stop()
		w.empty()
	})
}

// changedOverREST changes the network of an instance that the configuration holds. The next plan shows it as drift, and the
// apply takes it back.
func (w workspace) changedOverREST(s served, instance string) {
	w.t.Helper()
	const off, on = `"enableIPForwarding":false`, `"enableIPForwarding":true`
	text := compact(json.RawMessage(s.want(http.StatusOK, http.MethodGet, instance, "")))
	if strings.Count(text, off) != 1 {
		w.t.Fatalf("the instance is %s", text)
	}
	w.tf("plan", "-detailed-exitcode", "-var=capacity=3")
	s.want(http.StatusOK, http.MethodPut, instance, strings.Replace(text, off, on, 1))
	out, err := w.run("plan", "-detailed-exitcode", "-var=capacity=3")
	if err == nil || !strings.Contains(out, "simfabric_scale_set_instance_network.first will be updated in-place") || !strings.Contains(out, "ip_forwarding_enabled") {
		w.t.Errorf("after the PUT the plan says %v: %s", err, out)
	}
	w.tf("apply", "-auto-approve", "-var=capacity=3")
	if text := compact(json.RawMessage(s.want(http.StatusOK, http.MethodGet, instance, ""))); !strings.Contains(text, off) {
		w.t.Errorf("after the apply the instance is %s", text)
	}
}
