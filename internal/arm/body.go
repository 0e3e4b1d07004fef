package arm

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"unicode/utf8"
)

// maxBody is how long the body of a request may be: an instance with 8 NICs of 256 IP configurations each stays below it.
const maxBody = 4 << 20

// decode reads the body of a request, whole, before anything is locked. Members that into does not have are left out.
func (c *call) decode(into any) *Error {
	body, err := io.ReadAll(http.MaxBytesReader(c.writer, c.request.Body, maxBody))
	var tooLong *http.MaxBytesError
	switch {
	case errors.As(err, &tooLong):
		return refuse(http.StatusRequestEntityTooLarge, "RequestContentTooLarge", "The request content is longer than %d bytes.", maxBody)
	case err != nil:
		return badRequest("InvalidRequestContent", "The request content could not be read.")
	case !utf8.Valid(body):
		return badRequest("InvalidRequestContent", "The request content is not valid UTF-8.")
	}
	return decodeJSON(body, into, false)
}

// decodeJSON reads one value. Strictly, a member that into does not have is an error: it may be a name with a typing mistake.
func decodeJSON(body []byte, into any, strictly bool) *Error {
	d := json.NewDecoder(bytes.NewReader(body))
	if strictly {
		d.DisallowUnknownFields()
	}
	err := d.Decode(into)
	if err == nil {
		if _, err = d.Token(); errors.Is(err, io.EOF) {
			return nil
		}
		err = errors.New("there is more behind the value")
	}
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		return badRequest("InvalidRequestContent", "The request content was invalid and could not be deserialized: it ends too early.")
	}
	if name, unknown := strings.CutPrefix(err.Error(), "json: unknown field "); unknown {
		return badRequest("BadRequest", "Could not find member '%s' on object of type 'NetworkInterfaceConfiguration'.", strings.Trim(name, `"`))
	}
	return badRequest("InvalidRequestContent", "The request content was invalid and could not be deserialized: '%s'.", strings.TrimPrefix(err.Error(), "json: "))
}
